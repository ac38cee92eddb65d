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
 * Callers of a batch, in rotation: one of those with public access only, an editor, and one of the
 * others; all callers for a batch that some are refused.
 */
export function callersOf(batch: { isGuarded: boolean }, number: number): CallerName[] {
  if (batch.isGuarded) return [...CALLERS];
  return OF_EACH_KIND.map((kind, at) => kind[(number >> at) % kind.length]!);
}

/** Entities that the roles of the callers are limited to. */
export interface Confinements {
  AUTHORITY_EDITOR: Readonly<Record<Side, string>>;
  FOREIGN_AUTHORITY: Readonly<Record<Side, string>>;
  GROUP_MANAGER: string;
}

/** Name of a caller, a secret for everyone except the caller and administrators. */
export const personOf = (caller: CallerName) =>
  `secret-person-${caller.toLowerCase().replaceAll(/[_ ]/g, '-')}-0`;

/** Headers of a caller, always in English, so that responses can be compared. */
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
