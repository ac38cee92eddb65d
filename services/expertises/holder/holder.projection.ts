import { propertyName } from '#kernel/database';
import type { ChangeEvent } from '#kernel/outbox';
import type { ProjectionDefinition } from '#kernel/projections';
import type { PoolClient } from 'pg';

/** SQL types of the columns of a replicated table; change events have fields of the same names unless `renamed`. */
interface Replica {
  table: string;
  columns: Readonly<Record<string, string>>;
  renamed?: Readonly<Record<string, string>>;
}

/** Replicated tables by type of entity. */
const REPLICAS: Readonly<Record<string, Replica>> = {
  Authority: {
    table: 'authority',
    columns: {
      kind: 'text',
      siren: 'text',
      insee_code: 'text',
      department_codes: 'text[]',
      region_code: 'text',
      population: 'integer',
    },
  },
  Country: {
    table: 'country',
    columns: { code: 'text', region: 'text', sub_region: 'text', least_developed: 'boolean' },
  },
  CountryGroup: { table: 'country_group', columns: { code: 'text', country_codes: 'text[]' } },
  Partnership: {
    table: 'partnership',
    columns: {
      kind: 'text',
      status: 'text',
      country_code: 'text',
      theme_codes: 'text[]',
      start_year: 'integer',
      title_fr: 'text',
      title_en: 'text',
      confidence: 'text',
      as_of: 'text',
      stated_end: 'date',
      amount_eur: 'integer',
      authority_ids: 'uuid[]',
      foreign_authority_ids: 'uuid[]',
      foreign_authority_kinds: 'text[]',
    },
    renamed: { status: 'statusInSource', authority_ids: 'frenchAuthorityIds' },
  },
};

async function write(
  { table, columns, renamed = {} }: Replica,
  changes: readonly ChangeEvent[],
  client: PoolClient,
): Promise<void> {
  const names = Object.keys(columns);
  const removed = changes.filter(({ fields }) => !fields).map(({ entityId }) => entityId);
  if (removed.length) await client.query(`DELETE FROM ${table} WHERE id = ANY($1::uuid[])`, [removed]);
  const rows = changes.flatMap(({ entityId, fields }) =>
    fields
      ? {
          id: entityId,
          ...Object.fromEntries(
            names.map((name) => [name, fields[renamed[name] ?? propertyName(name)] ?? null]),
          ),
        }
      : [],
  );
  if (!rows.length) return;
  const shape = Object.entries(columns).map(([name, type]) => `${name} ${type}`);
  await client.query(
    `INSERT INTO ${table} (id, ${names.join(', ')}) SELECT id, ${names.join(', ')}
      FROM jsonb_to_recordset($1::jsonb) AS r (id uuid, ${shape.join(', ')})
      ON CONFLICT (id) DO UPDATE SET ${names.map((name) => `${name} = excluded.${name}`).join(', ')}`,
    [JSON.stringify(rows)],
  );
}

async function apply(changes: readonly ChangeEvent[], client: PoolClient): Promise<void> {
  for (const [type, replica] of Object.entries(REPLICAS)) {
    const ofType = changes.filter((change) => change.type === type);
    if (ofType.length) await write(replica, ofType, client);
  }
}

/** Projects the holders of expertises and their ties from the outboxes of the subgraphs that own them. */
export const holders: ProjectionDefinition = {
  sources: ['authorities', 'cooperations', 'country-groups'],
  version: 1,
  apply,
};
