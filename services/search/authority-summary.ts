import type { PoolClient } from 'pg';
import type { ChangesByType } from './apply.js';

/** Where the rows of a type name the authorities whose summary depends on them. */
const SOURCES: Readonly<Record<string, string>> = {
  Theme: `SELECT e.authority_id FROM theme t JOIN expertise e ON e.theme_code = t.code WHERE t.id = ANY($1::uuid[])`,
  Expertise: 'SELECT authority_id FROM expertise WHERE id = ANY($1::uuid[])',
  Label:
    'SELECT e.authority_id FROM label l JOIN expertise e ON e.id = l.expertise_id WHERE l.id = ANY($1::uuid[])',
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

/** Distinct values of a column that holds lists, over the expertises of authority `a`. */
const ofExpertises = (column: string) =>
  `ARRAY(SELECT DISTINCT unnest(e.${column}) FROM expertise e WHERE e.authority_id = a.id ORDER BY 1)`;

const ITS_PARTNERSHIPS = 'partnership_authority p WHERE p.authority_id = a.id';

/** What authorities are searched and ordered by, as columns of `authority` and SQL over an authority `a`. */
const SUMMARY: Readonly<Record<string, string>> = {
  expertise_count: '(SELECT count(*)::int FROM expertise e WHERE e.authority_id = a.id)',
  partnership_count: `(SELECT count(*)::int FROM ${ITS_PARTNERSHIPS})`,
  label_count:
    '(SELECT count(*)::int FROM expertise e JOIN label l ON l.expertise_id = e.id WHERE e.authority_id = a.id)',
  country_group_codes:
    'ARRAY(SELECT DISTINCT t.group_code FROM country_group_term t WHERE t.authority_id = a.id ORDER BY 1)',
  // With the themes above them.
  theme_codes: `ARRAY(SELECT DISTINCT unnest(t.path_codes) FROM expertise e JOIN theme t ON t.code = e.theme_code
    WHERE e.authority_id = a.id ORDER BY 1)`,
  country_codes: ofExpertises('authority_country_codes'),
  experience_country_codes: ofExpertises('country_codes'),
  language_codes: ofExpertises('languages'),
  bases: 'ARRAY(SELECT DISTINCT e.basis FROM expertise e WHERE e.authority_id = a.id ORDER BY 1)',
  partner_country_codes: `ARRAY(SELECT DISTINCT p.country_code FROM ${ITS_PARTNERSHIPS} ORDER BY 1)`,
  title_stems: `ARRAY(SELECT unnest(tsvector_to_array(e.title_words)) FROM expertise e WHERE e.authority_id = a.id
    UNION SELECT unnest(tsvector_to_array(t.title_words)) FROM partnership t WHERE t.id IN (SELECT p.partnership_id FROM ${ITS_PARTNERSHIPS}) ORDER BY 1)`,
};
const columns = Object.keys(SUMMARY);
const [was, is] = ['a', 's'].map((row) => `(${columns.map((column) => `${row}.${column}`).join(', ')})`);

/** Draws the summaries of these authorities; rows in which nothing changes are not written. */
const SUMMARISE = `WITH summary AS MATERIALIZED (
    SELECT a.id, ${columns.map((column) => `${SUMMARY[column]} AS ${column}`).join(', ')}
    FROM authority a WHERE a.id = ANY($1::uuid[])
  ) UPDATE authority a SET ${columns.map((column) => `${column} = s.${column}`).join(', ')}
  FROM summary s WHERE s.id = a.id AND ${was} IS DISTINCT FROM ${is}`;

export async function summarise(ids: readonly string[], client: PoolClient): Promise<void> {
  if (ids.length) await client.query(SUMMARISE, [ids]);
}
