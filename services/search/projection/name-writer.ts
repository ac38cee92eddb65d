import type { PoolClient } from 'pg';
import type { ChangesByType } from './apply.js';
import { isNamed, namesOf } from '../names/name-rows.js';

const COLUMNS = {
  holder_id: 'uuid',
  number: 'smallint',
  subject_type: 'text',
  name: 'text',
  role: 'text',
  code: 'text',
  weight: 'real',
  words: 'text',
  full_key: 'text',
  core_key: 'text',
  sound_key: 'text',
  typo_keys: 'text[]',
  department_code: 'text',
  region_code: 'text',
};
const columns = Object.keys(COLUMNS).join(', ');
const shape = Object.entries(COLUMNS).map(([column, type]) => `${column} ${type}`);

/** Writes the names of the changed entities. The rows of authorities must be written before. */
export async function writeNames(changes: ChangesByType, client: PoolClient): Promise<void> {
  const namedChanges = [...changes].flatMap(([type, ofType]) => (isNamed(type) ? ofType : []));
  if (!namedChanges.length) return;
  await client.query('DELETE /* search: Projection.names */ FROM name WHERE holder_id = ANY($1::uuid[])', [
    namedChanges.map(({ entityId }) => entityId),
  ]);
  await client.query(
    `INSERT /* search: Projection.names */ INTO name (subject_id, ${columns})
     SELECT holder_id, ${columns} FROM jsonb_to_recordset($1::jsonb) AS x(${shape.join(', ')})`,
    [JSON.stringify(namedChanges.flatMap(namesOf))],
  );
  const authorities = changes.get('Authority')?.map(({ entityId }) => entityId);
  if (authorities) await redirectToSuccessors(authorities, client);
}

/** Bound on a chain of successors: a longer one contains a cycle. */
const MAX_CHAIN = 20;

/** Makes names of closed authorities lead to today's one: names of these authorities, and of all their predecessors. */
async function redirectToSuccessors(ids: readonly string[], client: PoolClient): Promise<void> {
  await client.query(
    `WITH /* search: Projection.successors */ RECURSIVE touched AS (
       SELECT id FROM authority WHERE id = ANY($1::uuid[]) AND successor_id IS NOT NULL
       UNION SELECT id FROM authority WHERE successor_id = ANY($1::uuid[])
       UNION SELECT a.id FROM touched t JOIN authority a ON a.successor_id = t.id
     ), walk AS (
       SELECT id AS holder, id, successor_id, 0 AS step FROM authority WHERE id IN (SELECT id FROM touched)
       UNION ALL
       SELECT w.holder, a.id, a.successor_id, w.step + 1 FROM walk w JOIN authority a ON a.id = w.successor_id
         WHERE w.step < ${MAX_CHAIN}
     ), today AS (SELECT DISTINCT ON (holder) holder, id FROM walk ORDER BY holder, step DESC)
     UPDATE name SET subject_id = today.id FROM today WHERE holder_id = holder`,
    [ids],
  );
}
