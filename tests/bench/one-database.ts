import { createHash } from 'node:crypto';
import type { Client } from 'pg';
import { tieCountries } from './questions/ties.js';

// The same rows in one schema with foreign keys, as a user of PostGraphile would store them: junction tables instead of
// arrays, a closure table for themes, an index for each access path, functions where relations do not suffice.

const provenance = `sources->0->>'title' AS source_title, sources->0->>'url' AS source_url, as_of, confidence`;

const tables: Record<string, { rows: string; key: string; references?: Record<string, string> }> = {
  region: { rows: `SELECT code, name FROM authorities.region`, key: 'code' },
  department: { rows: `SELECT code, name FROM authorities.department`, key: 'code' },
  country: { rows: `SELECT code, name_fr AS name, name_en FROM country_groups.country`, key: 'code' },
  theme: { rows: `SELECT code, name_fr, name_en FROM expertises.theme`, key: 'code' },
  theme_closure: {
    rows: `SELECT t.code AS ancestor_code, below.code FROM expertises.theme t, unnest(t.subtree_codes) AS below(code)`,
    key: 'ancestor_code, code',
    references: { ancestor_code: 'theme', code: 'theme' },
  },
  authority: {
    rows: `SELECT a.id, a.kind, a.name, a.siren, a.population, a.population_year, d.code AS department_code, r.code AS region_code, a.valid_to IS NULL AS is_current
      FROM authorities.authority a LEFT JOIN authorities.department d ON d.code = a.department_code LEFT JOIN authorities.region r ON r.code = a.region_code`,
    key: 'id',
    references: { department_code: 'department', region_code: 'region' },
  },
  authority_country: {
    rows: `SELECT DISTINCT authority_id, country.code AS country_code FROM expertises.expertise, unnest(authority_country_codes) AS country(code)`,
    key: 'authority_id, country_code',
    references: { authority_id: 'authority', country_code: 'country' },
  },
  // Ties that are not over, which the columns of a search keep apart from the others.
  authority_tie: {
    rows: `SELECT a.id AS authority_id, tie.code AS country_code FROM search.authority a, unnest(${tieCountries}) AS tie(code)`,
    key: 'authority_id, country_code',
    references: { authority_id: 'authority', country_code: 'country' },
  },
  foreign_authority: { rows: `SELECT id, name FROM authorities.foreign_authority`, key: 'id' },
  partnership: {
    rows: `SELECT id, kind, title_fr AS title, country_code, start_year, status_in_source, ${provenance} FROM cooperations.partnership`,
    key: 'id',
    references: { country_code: 'country' },
  },
  partnership_theme: {
    rows: `SELECT id AS partnership_id, theme.code AS theme_code FROM cooperations.partnership, unnest(theme_codes) AS theme(code)`,
    key: 'partnership_id, theme_code',
    references: { partnership_id: 'partnership', theme_code: 'theme' },
  },
  partnership_french_authority: {
    // In display order, so that the primary key serves it.
    rows: `SELECT l.authority_id, row_number() OVER (PARTITION BY l.authority_id ORDER BY p.country_code, p.start_year NULLS LAST, p.id) AS place, l.partnership_id
      FROM cooperations.partnership_french_authority l JOIN cooperations.partnership p ON p.id = l.partnership_id`,
    key: 'authority_id, place',
    references: { authority_id: 'authority', partnership_id: 'partnership' },
  },
  partnership_foreign_authority: {
    rows: `SELECT partnership_id, position, foreign_authority_id FROM cooperations.partnership_foreign_authority`,
    key: 'partnership_id, position',
    references: { partnership_id: 'partnership', foreign_authority_id: 'foreign_authority' },
  },
  expertise: {
    rows: `SELECT id, title_fr AS title, basis, authority_id, theme_code, ${provenance} FROM expertises.expertise`,
    key: 'id',
    references: { authority_id: 'authority', theme_code: 'theme' },
  },
  expertise_country: {
    rows: `SELECT e.id AS expertise_id, country.code AS country_code FROM expertises.expertise e, unnest(country_codes) AS country(code)`,
    key: 'expertise_id, country_code',
    references: { expertise_id: 'expertise', country_code: 'country' },
  },
  expertise_evidence: {
    rows: `SELECT e.id AS expertise_id, shown.position, shown.id AS partnership_id FROM expertises.expertise e, unnest(evidence_ids) WITH ORDINALITY AS shown(id, position)`,
    key: 'expertise_id, position',
    references: { expertise_id: 'expertise', partnership_id: 'partnership' },
  },
  label: {
    rows: `SELECT id, expertise_id, authority_id, awarded_on, valid_from, valid_until FROM expertises.label`,
    key: 'id',
    references: { expertise_id: 'expertise', authority_id: 'authority' },
  },
  name: {
    rows: `SELECT 'AUTHORITY' AS type, id::text AS code, name, trim(search_text) AS key, coalesce(population, 0) AS weight, id AS authority_id FROM authorities.authority WHERE valid_to IS NULL
      UNION ALL SELECT 'THEME', code, name_fr, trim(search_text), 10000000, NULL FROM expertises.theme
      UNION ALL SELECT 'COUNTRY', code, name_fr, trim(search_text), 10000000, NULL FROM country_groups.country
      UNION ALL SELECT 'COUNTRY_GROUP', code, name_fr, trim(search_text), 10000000, NULL FROM country_groups.country_group`,
    key: 'type, code',
    references: { authority_id: 'authority' },
  },
  country_group: { rows: `SELECT code, name_fr AS name FROM country_groups.country_group`, key: 'code' },
  authority_country_group: {
    rows: `SELECT DISTINCT authority_id, group_code FROM country_groups.country_group_term WHERE authority_id IS NOT NULL`,
    key: 'authority_id, group_code',
    references: { authority_id: 'authority', group_code: 'country_group' },
  },
  event: {
    rows: `SELECT id, title_fr AS title, start_date, start_time, status FROM events.event`,
    key: 'id',
  },
  event_participant: {
    rows: `SELECT DISTINCT authority_id, event_id FROM events.event_participant`,
    key: 'authority_id, event_id',
    references: { authority_id: 'authority', event_id: 'event' },
  },
};

const indexes = [
  'expertise (theme_code, id)',
  'expertise (authority_id)',
  'expertise (theme_code, authority_id)',
  'authority_country (country_code, authority_id)',
  'authority_tie (country_code, authority_id)',
  'authority (is_current, population DESC NULLS LAST, id)',
  'partnership (country_code)',
  'partnership (status_in_source, country_code)',
  'name USING gin (key extensions.gin_trgm_ops)',
  'name (key text_pattern_ops)',
  'partnership_french_authority (partnership_id)',
  'label (authority_id, awarded_on DESC, id)',
  'event (start_date)',
];

/** A first argument of a table's type makes a field of it. All are plain enough for PostgreSQL to inline. */
const functions = [
  `expertises_in(theme text, country text) RETURNS SETOF bench.expertise AS $$
    WITH working AS MATERIALIZED (SELECT authority_id FROM bench.authority_tie WHERE country_code = country)
    SELECT e.* FROM bench.theme_closure c JOIN bench.expertise e ON e.theme_code = c.code
    WHERE c.ancestor_code = theme AND e.authority_id IN (SELECT authority_id FROM working)
    ORDER BY e.theme_code, e.id $$`,
  `authorities_in(theme text, country text, smallest integer) RETURNS SETOF bench.authority AS $$
    SELECT a.* FROM bench.authority a WHERE a.population >= smallest
      AND a.id IN (SELECT authority_id FROM bench.authority_tie WHERE country_code = country)
      AND a.id IN (SELECT e.authority_id FROM bench.theme_closure c JOIN bench.expertise e ON e.theme_code = c.code WHERE c.ancestor_code = theme)
    ORDER BY a.population DESC NULLS LAST, a.id $$`,
  `facet_by_country(theme text) RETURNS SETOF bench.facet AS $$
    SELECT w.country_code, n.name, count(*)::integer FROM bench.authority_tie w JOIN bench.country n ON n.code = w.country_code
    WHERE w.authority_id IN (SELECT e.authority_id FROM bench.theme_closure c JOIN bench.expertise e ON e.theme_code = c.code WHERE c.ancestor_code = theme)
    GROUP BY w.country_code, n.name ORDER BY 3 DESC, w.country_code COLLATE "C" $$`,
  `facet_by_kind(theme text, country text) RETURNS SETOF bench.facet AS $$
    SELECT a.kind, NULL::text, count(*)::integer FROM bench.authorities_in(theme, country, 0) a GROUP BY a.kind ORDER BY 3 DESC, a.kind COLLATE "C" $$`,
  `facet_by_region(theme text, country text) RETURNS SETOF bench.facet AS $$
    SELECT a.region_code, r.name, count(*)::integer FROM bench.authorities_in(theme, country, 0) a JOIN bench.region r ON r.code = a.region_code
    GROUP BY a.region_code, r.name ORDER BY 3 DESC, a.region_code COLLATE "C" $$`,
  `partnerships_by_country_and_theme(status text) RETURNS SETOF bench.country_and_theme AS $$
    SELECT g.country_code, c.name, g.theme_code, t.name_fr, g.count FROM (
      SELECT p.country_code, t.theme_code, count(*)::integer AS count FROM bench.partnership p LEFT JOIN bench.partnership_theme t ON t.partnership_id = p.id
      WHERE p.status_in_source = status GROUP BY p.country_code, t.theme_code) g
    JOIN bench.country c ON c.code = g.country_code LEFT JOIN bench.theme t ON t.code = g.theme_code
    ORDER BY g.count DESC, g.country_code COLLATE "C", g.theme_code COLLATE "C" NULLS LAST $$`,
  `suggest(text text) RETURNS SETOF bench.name AS $$
    SELECT n.* FROM bench.name n WHERE n.key LIKE text || '%' OR n.key OPERATOR(extensions.%) text
    ORDER BY n.key LIKE text || '%' DESC, extensions.similarity(n.key, text) * 0.3 + n.weight / 10000000.0 DESC, n.code $$`,
  `largest_authorities() RETURNS SETOF bench.authority AS $$
    SELECT a.* FROM bench.authority a WHERE a.is_current ORDER BY a.population DESC NULLS LAST, a.id $$`,
  `label_status(label bench.label) RETURNS text AS $$
    SELECT CASE WHEN label.valid_from > (now() AT TIME ZONE 'Europe/Paris')::date THEN 'UPCOMING'
      WHEN label.valid_until < (now() AT TIME ZONE 'Europe/Paris')::date THEN 'EXPIRED' ELSE 'ACTIVE' END $$`,
  `authority_next_event(authority bench.authority, after date) RETURNS bench.event AS $$
    SELECT e.* FROM bench.event_participant p JOIN bench.event e ON e.id = p.event_id
    WHERE p.authority_id = authority.id AND e.start_date >= after AND e.status NOT IN ('POSTPONED', 'CANCELLED')
    ORDER BY e.start_date, e.start_time NULLS LAST, e.id LIMIT 1 $$`,
];

function* statements(): Generator<string> {
  for (const [name, { rows, key }] of Object.entries(tables)) {
    yield `CREATE TABLE bench.${name} AS ${rows}`;
    yield `ALTER TABLE bench.${name} ADD PRIMARY KEY (${key})`;
  }
  for (const [name, { references = {} }] of Object.entries(tables))
    for (const [column, target] of Object.entries(references))
      yield `ALTER TABLE bench.${name} ADD FOREIGN KEY (${column}) REFERENCES bench.${target}`;
  for (const index of indexes) yield `CREATE INDEX ON bench.${index}`;
  yield 'CREATE TYPE bench.facet AS (value text, name text, count integer)';
  yield 'CREATE TYPE bench.country_and_theme AS (country_code text, country text, theme_code text, theme text, count integer)';
  for (const text of functions) yield `CREATE FUNCTION bench.${text} LANGUAGE sql STABLE`;
}

/**
 * Creates the schema `bench` from the schemas of the services; skipped when this code created it from as many rows.
 * @param client of the superuser
 */
export async function fillOneDatabase(client: Client, log: (line: string) => void): Promise<void> {
  const { rows } = await client.query<{ size: string }>(
    `SELECT concat_ws(' ', (SELECT count(*) FROM cooperations.partnership), (SELECT count(*) FROM expertises.expertise),
      (SELECT count(*) FROM expertises.label)) AS size`,
  );
  const code = createHash('sha256').update([...statements()].join('\n'));
  const wanted = `${rows[0]!.size} ${code.digest('hex')}`;
  const made = await client.query(`SELECT obj_description(to_regnamespace('bench'), 'pg_namespace') AS mark`);
  if (made.rows[0]?.mark === wanted) return;
  log('Filling the one database of PostGraphile');
  await client.query('BEGIN');
  await client.query('DROP SCHEMA IF EXISTS bench CASCADE');
  await client.query('CREATE SCHEMA bench');
  for (const statement of statements()) await client.query(statement);
  await client.query(`COMMENT ON SCHEMA bench IS '${wanted}'`);
  await client.query('COMMIT');
  for (const name of Object.keys(tables)) await client.query(`VACUUM (ANALYZE) bench.${name}`);
}
