import type { ChangeEvent } from '#kernel/outbox';
import type { ProjectionDefinition } from '#kernel/projections';
import type { PoolClient } from 'pg';

async function apply(changes: readonly ChangeEvent[], client: PoolClient): Promise<void> {
  const groups = changes.filter(({ type }) => type === 'CountryGroup');
  const rows = groups.flatMap(({ entityId, fields }) => (fields ? { id: entityId, code: fields.code } : []));
  await client.query(
    `INSERT INTO country_group AS g (id, code) SELECT id, code FROM jsonb_to_recordset($1::jsonb) AS r (id uuid, code text)
      ON CONFLICT (id) DO UPDATE SET code = excluded.code WHERE g.code <> excluded.code`,
    [JSON.stringify(rows)],
  );
  const removed = groups.filter(({ fields }) => !fields).map(({ entityId }) => entityId);
  if (removed.length) await client.query('DELETE FROM country_group WHERE id = ANY($1)', [removed]);
}

/** Projects the codes of country groups, closed ones too, from the change events of their subgraph. */
export const countryGroupCodes: ProjectionDefinition = { sources: ['country-groups'], version: 1, apply };
