import { searchText } from '#kernel/lists';
import type { ChangeEvent } from '#kernel/outbox';
import { writeProjected, type ProjectedTable } from '#kernel/projections';
import type { PoolClient } from 'pg';

interface Fields {
  id: string;
  countryCode: string;
  kind: string;
  name: string;
  localName: string | null;
  aliases: string[];
  mergedIntoId?: string | null;
  withdrawnAt?: string | null;
}

const table: ProjectedTable = {
  table: 'foreign_authority',
  columns: { id: 'uuid', country_code: 'text', kind: 'text', names: 'text[]', merged_into_id: 'uuid' },
  row(fields) {
    const { id, countryCode, kind, name, localName, aliases, mergedIntoId } = fields as Fields;
    const names = [name, localName, ...aliases].filter((one): one is string => one !== null);
    return {
      id,
      country_code: countryCode,
      kind,
      names: [...new Set(names)],
      merged_into_id: mergedIntoId ?? null,
    };
  },
};

/** Copies the foreign authorities with their names, and makes what refers to a merged one refer to the one that stands for it. */
export async function copyForeignAuthorities(
  changes: readonly ChangeEvent[],
  client: PoolClient,
): Promise<void> {
  const authorities = changes.filter(({ type }) => type === 'ForeignAuthority');
  await writeProjected(table, authorities, client, 'cooperations');
  const fieldsOf = authorities.flatMap(({ fields }) => (fields ? [fields as unknown as Fields] : []));
  const merged = fieldsOf.filter(({ mergedIntoId }) => mergedIntoId != null);
  for (const { id, mergedIntoId } of merged) await followMerger(client, id, mergedIntoId!);
  const withdrawn = fieldsOf.filter(({ withdrawnAt }) => withdrawnAt != null).map(({ id }) => id);
  if (withdrawn.length) await forgetUnused(client, withdrawn);
}

/** The triggers on these tables write the one that stands; its names join the search texts. */
async function followMerger(client: PoolClient, id: string, standingId: string): Promise<void> {
  const query = (name: string, text: string, values: unknown[]) =>
    client.query(`/* cooperations: ForeignAuthority.${name} */ ${text}`, values);
  const { rows } = await client.query<{ names: string[] }>(
    '/* cooperations: ForeignAuthority.standing */ SELECT names FROM foreign_authority WHERE id = $1',
    [standingId],
  );
  // The standing one may come later in the same outbox: its own change then has nothing left to move.
  const words = searchText(rows[0]?.names ?? []);
  await query(
    'mergedPartnerships',
    `UPDATE partnership SET search_text = search_text || $2
     WHERE id IN (SELECT partnership_id FROM partnership_foreign_authority WHERE foreign_authority_id = $1)`,
    [id, words],
  );
  await query(
    'mergedPartners',
    'UPDATE partnership_foreign_authority SET position = position WHERE foreign_authority_id = $1',
    [id],
  );
  await query(
    'mergedRequests',
    'UPDATE cooperation_request SET foreign_authority_id = foreign_authority_id, search_text = search_text || $2 WHERE foreign_authority_id = $1',
    [id, words],
  );
  await query(
    'mergedLaureates',
    'UPDATE laureate SET foreign_authority_ids = foreign_authority_ids WHERE foreign_authority_ids @> ARRAY[$1::uuid]',
    [id],
  );
}

/** Deletes copies of authorities that were taken back, unless something here refers to them. */
async function forgetUnused(client: PoolClient, ids: readonly string[]): Promise<void> {
  await client.query(
    `DELETE /* cooperations: ForeignAuthority.forget */ FROM foreign_authority f WHERE f.id = ANY($1::uuid[])
       AND NOT EXISTS (SELECT FROM partnership_foreign_authority p WHERE p.foreign_authority_id = f.id)
       AND NOT EXISTS (SELECT FROM cooperation_request r WHERE r.foreign_authority_id = f.id)
       AND NOT EXISTS (SELECT FROM laureate l WHERE l.foreign_authority_ids @> ARRAY[f.id])`,
    [ids],
  );
}
