import { propertyName } from '#kernel/database';
import type { ChangeEvent } from '#kernel/outbox';
import type { ProjectionDefinition } from '#kernel/projections';
import type { PoolClient } from 'pg';

/** Columns of the replicated table and their types; change events have fields of the same names. */
const COLUMNS = {
  kind: 'text',
  name: 'text',
  insee_code: 'text',
  siren: 'text',
  department_code: 'text',
  region_code: 'text',
  population: 'integer',
};
const names = Object.keys(COLUMNS);
const WRITE = `INSERT INTO french_authority (authority_id, ${names.join(', ')})
  SELECT authority_id, ${names.join(', ')} FROM jsonb_to_recordset($1::jsonb)
    AS r (authority_id uuid, ${Object.entries(COLUMNS).map(([name, type]) => `${name} ${type}`)})
  ON CONFLICT (authority_id) DO UPDATE SET ${names.map((name) => `${name} = excluded.${name}`).join(', ')}`;

async function apply(changes: readonly ChangeEvent[], client: PoolClient): Promise<void> {
  const authorities = changes.filter(({ type }) => type === 'Authority');
  const rows = authorities.flatMap(({ entityId, fields }) =>
    fields
      ? {
          authority_id: entityId,
          ...Object.fromEntries(names.map((name) => [name, fields[propertyName(name)]])),
        }
      : [],
  );
  await client.query(WRITE, [JSON.stringify(rows)]);
  const removed = authorities.filter(({ fields }) => !fields).map(({ entityId }) => entityId);
  if (removed.length)
    await client.query('DELETE FROM french_authority WHERE authority_id = ANY($1)', [removed]);
}

/** Projector that replicates every French authority, closed ones too, from the outbox of the authorities subgraph. */
export const frenchAuthorities: ProjectionDefinition = { sources: ['authorities'], version: 1, apply };
