import type { PoolClient } from 'pg';
import type { ChangesByType } from './apply.js';

/** Where the rows of a type name the authorities whose summary depends on them. */
const SOURCES: Readonly<Record<string, string>> = {
  Expertise: 'SELECT authority_id FROM expertise WHERE id = ANY($1::uuid[])',
  Partnership: 'SELECT authority_id FROM partnership_authority WHERE partnership_id = ANY($1::uuid[])',
  CountryGroupTerm: 'SELECT authority_id FROM country_group_term WHERE id = ANY($1::uuid[])',
};

/** Authorities whose summary these changes touch, as the tables stand. */
export async function authoritiesOf(changes: ChangesByType, client: PoolClient): Promise<Set<string>> {
  const ids = new Set(changes.get('Authority')?.map(({ entityId }) => entityId));
  for (const [type, statement] of Object.entries(SOURCES)) {
    const ofType = changes.get(type);
    if (!ofType) continue;
    const { rows } = await client.query<{ authority_id: string | null }>(`${statement} GROUP BY 1`, [
      ofType.map(({ entityId }) => entityId),
    ]);
    for (const { authority_id: id } of rows) if (id !== null) ids.add(id);
  }
  return ids;
}

/** What lists of authorities are ordered and filtered by, drawn from rows of other types. */
export async function summarise(ids: readonly string[], client: PoolClient): Promise<void> {
  if (!ids.length) return;
  await client.query(
    `UPDATE authority a SET
       expertise_count = (SELECT count(*) FROM expertise e WHERE e.authority_id = a.id),
       partnership_count = (SELECT count(*) FROM partnership_authority p WHERE p.authority_id = a.id),
       country_group_codes = ARRAY(SELECT DISTINCT t.group_code FROM country_group_term t WHERE t.authority_id = a.id ORDER BY 1)
     WHERE a.id = ANY($1::uuid[])`,
    [ids],
  );
}
