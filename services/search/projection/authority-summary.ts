import { withComment } from '#kernel/database';
import type { PoolClient } from 'pg';
import type { ChangesByType } from './apply.js';

/** Statements that read, for rows of a type, the authorities whose summary depends on them. */
const DEPENDENT_AUTHORITIES: Readonly<Record<string, string>> = {
  Theme: `SELECT e.authority_id FROM theme t JOIN expertise e ON e.theme_code = t.code WHERE t.id = ANY($1::uuid[])`,
  Expertise: 'SELECT authority_id FROM expertise WHERE id = ANY($1::uuid[])',
  Label:
    'SELECT e.authority_id FROM label l JOIN expertise e ON e.id = l.expertise_id WHERE l.id = ANY($1::uuid[])',
  Partnership: 'SELECT authority_id FROM partnership_authority WHERE partnership_id = ANY($1::uuid[])',
  CountryGroupTerm: 'SELECT authority_id FROM country_group_term WHERE id = ANY($1::uuid[])',
};

/** Authorities whose summary these changes affect, by the current tables. */
export async function authoritiesOf(changes: ChangesByType, client: PoolClient): Promise<Set<string>> {
  const ids = new Set(changes.get('Authority')?.map(({ entityId }) => entityId));
  for (const [type, statement] of Object.entries(DEPENDENT_AUTHORITIES)) {
    const ofType = changes.get(type);
    if (!ofType) continue;
    const { rows } = await client.query<{ authority_id: string | null }>(
      withComment('search: Projection.dependents', `${statement} GROUP BY 1`),
      [ofType.map(({ entityId }) => entityId)],
    );
    for (const { authority_id: id } of rows) if (id !== null) ids.add(id);
  }
  return ids;
}

/** Countries of an expertise `e` that do not come from partnerships. */
const DECLARED_COUNTRIES = `CASE WHEN e.basis <> 'EVIDENCED' THEN e.country_codes END`;
/** What is under negotiation is no tie yet. */
const isTie = `p.status NOT IN ('ENDED', 'UNDER_NEGOTIATION')`;

/** Array columns of the summary, with the SQL of their values for an expertise `e` or a partnership `p`. */
const OF_EXPERTISES: Readonly<Record<string, string>> = {
  // The theme and those above it.
  theme_codes: '(SELECT t.path_codes FROM theme t WHERE t.code = e.theme_code LIMIT 1)',
  country_codes: 'e.authority_country_codes',
  // An evidenced expertise is shown by partnerships, which say themselves whether they are over.
  tie_country_codes: DECLARED_COUNTRIES,
  lasting_country_codes: DECLARED_COUNTRIES,
  experience_country_codes: 'e.country_codes',
  language_codes: 'e.languages',
  bases: 'ARRAY[e.basis]',
  label_periods: 'e.label_periods::text[]',
  title_words: 'tsvector_to_array(e.title_words)',
};
const OF_PARTNERSHIPS: Readonly<Record<string, string>> = {
  partner_country_codes: 'p.country_codes',
  country_codes: `CASE WHEN p.status <> 'UNDER_NEGOTIATION' THEN p.country_codes END`,
  tie_country_codes: `CASE WHEN ${isTie} THEN p.country_codes END`,
  lasting_country_codes: `CASE WHEN ${isTie} AND p.stated_end IS NULL THEN p.country_codes END`,
  tie_ends: `CASE WHEN ${isTie} AND p.stated_end IS NOT NULL
    THEN ARRAY(SELECT code || ' ' || p.stated_end FROM unnest(p.country_codes) code) END`,
  title_words: 'tsvector_to_array(p.title_words)',
};
const LISTS = [...new Set([...Object.keys(OF_EXPERTISES), ...Object.keys(OF_PARTNERSHIPS)])];
/** Maximum number of title words of an authority: within the capacity of a tsvector, and more than any authority has. */
const MAX_WORDS = 40_000;

/** New value of a column: the values `f` of the rows, added to the current ones unless the summary is recomputed (`n`). */
function summaryValue(list: string): string {
  if (list === 'title_words')
    return `CASE WHEN n.id IS NULL AND length(a.title_words) >= ${MAX_WORDS} THEN a.title_words ELSE
      CASE WHEN n.id IS NULL THEN a.title_words ELSE '' END || array_to_tsvector((coalesce(f.title_words, '{}'))[1:${MAX_WORDS}]) END`;
  const current = list === 'label_periods' ? 'a.label_periods::text[]' : `a.${list}`;
  const values = `ARRAY(SELECT unnest(f.${list}) UNION SELECT unnest(${current}) WHERE n.id IS NULL ORDER BY 1)`;
  return list === 'label_periods' ? `${values}::daterange[]` : values;
}

const valuesOf = (columns: Readonly<Record<string, string>>, row: string) =>
  Object.entries(columns).map(
    ([list, values]) =>
      `SELECT ${row}.authority_id AS id, '${list}' AS list, unnest(${values}) AS value FROM ${row}`,
  );
const columns = ['expertise_count', 'partnership_count', 'country_group_codes', ...LISTS];
const [oldRow, newRow] = ['a', 's'].map(
  (row) => `(${columns.map((column) => `${row}.${column}`).join(', ')})`,
);

const SELECT_EXPERTISES = `SELECT e.authority_id, e.theme_code, e.authority_country_codes, e.country_codes, e.languages, e.basis,
    e.label_periods, e.title_words FROM`;
const SELECT_PARTNERSHIPS = `SELECT x.authority_id, x.country_codes, t.status, t.stated_end, t.title_words
    FROM partnership_authority x JOIN partnership t ON t.id = x.partnership_id WHERE`;

/**
 * Recomputes the summaries of authorities ($1) from all their rows, and adds new expertises ($2) and partnerships ($3)
 * to those of others: some authorities have thousands of rows. Unchanged summaries are not written.
 */
const SUMMARISE = `WITH /* search: Projection.summaries */ recomputed AS MATERIALIZED (SELECT unnest($1::uuid[]) AS id),
  e AS MATERIALIZED (
    ${SELECT_EXPERTISES} expertise e WHERE e.authority_id IN (SELECT id FROM recomputed)
    UNION ALL ${SELECT_EXPERTISES} expertise e WHERE e.id = ANY($2::uuid[]) AND e.authority_id NOT IN (SELECT id FROM recomputed)
  ),
  p AS MATERIALIZED (
    ${SELECT_PARTNERSHIPS} x.authority_id IN (SELECT id FROM recomputed)
    UNION ALL ${SELECT_PARTNERSHIPS} x.partnership_id = ANY($3::uuid[]) AND x.authority_id NOT IN (SELECT id FROM recomputed)
  ),
  found AS MATERIALIZED (
    SELECT id, ${LISTS.map((list) => `array_agg(value) FILTER (WHERE list = '${list}') AS ${list}`).join(', ')}
    FROM (${[...valuesOf(OF_EXPERTISES, 'e'), ...valuesOf(OF_PARTNERSHIPS, 'p')].join(' UNION ')}) AS value(id, list, value) GROUP BY id
  ),
  summary AS MATERIALIZED (
    SELECT a.id,
      CASE WHEN n.id IS NULL THEN a.expertise_count ELSE 0 END + coalesce(ec.count, 0) AS expertise_count,
      CASE WHEN n.id IS NULL THEN a.partnership_count ELSE 0 END + coalesce(pc.count, 0) AS partnership_count,
      ARRAY(SELECT DISTINCT t.group_code FROM country_group_term t WHERE t.authority_id = a.id ORDER BY 1) AS country_group_codes,
      ${LISTS.map((list) => `${summaryValue(list)} AS ${list}`).join(', ')}
    FROM authority a LEFT JOIN recomputed n ON n.id = a.id LEFT JOIN found f ON f.id = a.id
      LEFT JOIN (SELECT authority_id AS id, count(*)::int AS count FROM e GROUP BY 1) ec ON ec.id = a.id
      LEFT JOIN (SELECT authority_id AS id, count(*)::int AS count FROM p GROUP BY 1) pc ON pc.id = a.id
    WHERE a.id IN (SELECT id FROM recomputed UNION SELECT authority_id FROM e UNION SELECT authority_id FROM p)
  ) UPDATE authority a SET ${columns.map((column) => `${column} = s.${column}`).join(', ')}
  FROM summary s WHERE s.id = a.id AND ${oldRow} IS DISTINCT FROM ${newRow}`;

/** @param before result of {@link authoritiesOf} before the changes were written: rows of these authorities may be deleted */
export async function summarise(
  changes: ChangesByType,
  before: ReadonlySet<string>,
  client: PoolClient,
): Promise<void> {
  const [expertises, partnerships] = ['Expertise', 'Partnership'].map(
    (type) => changes.get(type)?.map(({ entityId }) => entityId) ?? [],
  );
  const otherChanges = new Map(
    [...changes].filter(([type]) => type !== 'Expertise' && type !== 'Partnership'),
  );
  const recomputed = new Set([...before, ...(await authoritiesOf(otherChanges, client))]);
  if (recomputed.size || expertises!.length || partnerships!.length)
    await client.query(SUMMARISE, [[...recomputed], expertises, partnerships]);
}
