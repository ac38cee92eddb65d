import { ANONYMOUS, type Actor, type Permission, type SubgraphClient } from '#kernel/auth';
import { ImportFault, failureOf } from '../import/import-failure.js';
import { OVERSEES } from '../import/import.store.js';
import { SCOPE } from '../import/import.scope.js';
import type { ImportEntity } from '../import/import.entity.js';
import { SubgraphQuestions } from '../matching/subgraph-questions.js';

/** Scopes that the subgraphs which an import writes to require of it. */
const USED = new Set([SCOPE, OVERSEES, 'partnership:record', 'foreign-authority:write']);

const GRANTED = 'query ($id: String!, $credential: String) { _granted(id: $id, credential: $credential) }';

const isSame = (one: Permission, other: Permission) => one.scope === other.scope && one.of === other.of;

/** Permissions among those of the moment at which a work was asked for that count no more, or less. */
export const lostAmong = (then: readonly Permission[], now: readonly Permission[]): Permission[] =>
  then.filter((one) => {
    if (!USED.has(one.scope)) return false;
    const same = now.find((other) => isSame(one, other));
    if (same) return same.closed !== undefined && same.closed !== one.closed;
    return !now.some((other) => other.scope === one.scope && other.of === null);
  });

/**
 * Who asked for the work, with the permissions that they still have: these are looked up for each batch, so that a role or a
 * key that is revoked stops it. The command line, whose user has the database, has no grants to lose.
 * @throws ImportFault FORBIDDEN when one that imports use was revoked or narrowed
 */
export async function permittedWorker(
  clients: ReadonlyMap<string, SubgraphClient>,
  { id, worker }: Pick<ImportEntity, 'id' | 'worker'>,
  signal: AbortSignal,
): Promise<Actor> {
  const caller = { actor: ANONYMOUS, language: 'FR', requestId: `import ${id}` } as const;
  const { _granted: now } = await new SubgraphQuestions(clients, caller, signal).one<{
    _granted: Permission[] | null;
  }>('access', GRANTED, { id: worker.id, credential: worker.credential ?? null });
  if (now === null) return worker;
  const lost = lostAmong(worker.permissions, now);
  if (!lost.length) return worker;
  const scopes = [...new Set(lost.map(({ scope }) => scope))].join(', ');
  throw new ImportFault(failureOf('FORBIDDEN', undefined, { scopes }));
}
