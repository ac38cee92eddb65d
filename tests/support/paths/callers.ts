import { headersOf, type RoleName } from '../actors.js';
import type { Side } from '../samples/granted-entities.js';

export type CallerName =
  | 'ANONYMOUS'
  | 'PARTNER'
  | 'ANALYST'
  | 'GROUP_MANAGER'
  | `AUTHORITY_EDITOR ${Side}`
  | `FOREIGN_AUTHORITY ${Side}`
  | 'REVIEWER'
  | 'ADMINISTRATOR';

export const CALLERS: readonly CallerName[] = [
  'ANONYMOUS',
  'PARTNER',
  'ANALYST',
  'GROUP_MANAGER',
  'AUTHORITY_EDITOR mine',
  'AUTHORITY_EDITOR other',
  'FOREIGN_AUTHORITY mine',
  'FOREIGN_AUTHORITY other',
  'REVIEWER',
  'ADMINISTRATOR',
];

const OF_EACH_KIND = [CALLERS.slice(0, 4), CALLERS.slice(4, 6), CALLERS.slice(6)];

/**
 * Who asks for the paths of a batch, by turns: one of those who see no more than everybody, an editor, and one of the
 * others; all of them where some are refused the whole.
 */
export function callersOf(batch: { isGuarded: boolean }, number: number): CallerName[] {
  if (batch.isGuarded) return [...CALLERS];
  return OF_EACH_KIND.map((kind, at) => kind[(number >> at) % kind.length]!);
}

/** What roles of the callers are confined to. */
export interface Confinements {
  AUTHORITY_EDITOR: Readonly<Record<Side, string>>;
  FOREIGN_AUTHORITY: Readonly<Record<Side, string>>;
  GROUP_MANAGER: string;
}

/** Persons are named so that nobody but themselves and administrators may be told of them. */
export const personOf = (caller: CallerName) =>
  `secret-person-${caller.toLowerCase().replaceAll(/[_ ]/g, '-')}-0`;

/** Headers of a caller, always in English: what is compared is asked in one language. */
export async function headersFor(
  caller: CallerName,
  graph: string,
  of: Confinements,
): Promise<Record<string, string>> {
  const language = { 'accept-language': 'en' };
  if (caller === 'ANONYMOUS') return language;
  const [role, side] = caller.split(' ') as [RoleName, Side | undefined];
  const ids =
    role === 'GROUP_MANAGER'
      ? of.GROUP_MANAGER
      : role === 'AUTHORITY_EDITOR' || role === 'FOREIGN_AUTHORITY'
        ? of[role][side!]
        : [];
  return { ...language, ...(await headersOf(role, ids, { graph, name: personOf(caller) })) };
}
