import type pg from 'pg';
import type { PartnerChange } from './partner.js';

/** SQL of the latest change event of each entity. */
export const lastOf = (schema: string) =>
  `(SELECT DISTINCT ON (type, entity_id) type, entity_id, operation, fields FROM ${schema}.change
    ORDER BY type, entity_id, transaction DESC, number DESC) l`;

export type Position = { subgraph: string; transaction: string; number: string };

/** Checkpoints of search. */
export async function positions(database: pg.Client): Promise<Position[]> {
  const { rows } = await database.query<Position>(
    'SELECT subgraph, transaction::text, number::text FROM search.checkpoint',
  );
  return rows;
}

/** Ids of the change events after these positions, as in `changes`. */
export async function changesAfter(database: pg.Client, start: readonly Position[]): Promise<string[]> {
  const lists = start.map(async ({ subgraph, transaction, number }) => {
    const { rows } = await database.query<{ said: string }>(
      `SELECT concat_ws(' ', $1::text, transaction, number) AS said FROM ${subgraph.replaceAll('-', '_')}.change
       WHERE (transaction, number) > ($2::xid8, $3::bigint)`,
      [subgraph, transaction, number],
    );
    return rows.map(({ said }) => Buffer.from(said).toString('base64url'));
  });
  return (await Promise.all(lists)).flat();
}

/** Changes that were received after a later one of the same entity. */
export function outOfOrder(changes: readonly PartnerChange[]): PartnerChange[] {
  const last = new Map<string, [bigint, bigint]>();
  return changes.filter(({ id, entityId }) => {
    const [, transaction, number] = Buffer.from(id, 'base64url').toString().split(' ');
    const at: [bigint, bigint] = [BigInt(transaction!), BigInt(number!)];
    const before = last.get(entityId);
    last.set(entityId, at);
    return before && (at[0] < before[0] || (at[0] === before[0] && at[1] < before[1]));
  });
}
