import type { Client } from 'pg';
import { typeTag } from '#kernel/values';

// Scale 1 is the real data. Above it, rows are added over the same authorities, countries and themes: each partnership
// picks its authority, country and theme with the skew that the real ones show, and each of them carries one expertise.
// Everything is drawn from hashes of a row's number, so that a scale has the same rows on every machine.

/** Partnerships, and as many expertises, for each unit of scale. */
const ROWS_PER_SCALE = 12_000;
const BATCH = 20_000;
const FOREIGN_PER_COUNTRY = 20;
const SOURCE = `'[{"url": null, "title": "Generated for the benchmark", "licence": null}]'::jsonb`;
const GENERATED = `sources @> '[{"title": "Generated for the benchmark"}]'`;

/** Seeds make the draws for one row independent. */
let seeds = 0;
/** SQL for a number from 0 to 1 that is drawn for the row numbered by this expression. */
const draw = (number = 'n') =>
  `((hashint8extended((${number})::bigint, ${(seeds += 1)}) & 281474976710655) / 281474976710656.0::float8)`;
/** SQL for a rank of 1 to `size`, where the one at rank r comes up as often as r to the power of minus the exponent. */
const rank = (share: string, size: string, exponent: string) =>
  `floor(power(1 + ${share} * (power(${size} + 1, 1 - ${exponent}) - 1), 1 / (1 - ${exponent})))::int`;
/** SQL for an id of this type, as makeId in services/kernel/values/ids.ts shapes them. */
const idOf = (type: string, key = 'n') => {
  const digest = `md5('${type} ' || ${key})`;
  return `('${typeTag(type)}' || substr(${digest}, 5, 8) || '8' || substr(${digest}, 14, 3) || 'a' || substr(${digest}, 18, 15))::uuid`;
};
/** The slope of counts over ranks, both in logarithms: 0 for even, 1 as Zipf has it. */
const skew = (from: string, by: string) => `SELECT least(-regr_slope(ln(count), ln(rank)), 0.95) FROM (
  SELECT count(*)::float8 AS count, row_number() OVER (ORDER BY count(*) DESC) AS rank FROM ${from} GROUP BY ${by}) AS ranked`;

/** Values from which rows are drawn: the most frequent first. */
const picks = [
  `CREATE TEMP TABLE pick_authority AS
    SELECT row_number() OVER (ORDER BY coalesce(real.count, 0) DESC, population DESC NULLS LAST, id)::int AS rank, id, search_text
    FROM authorities.authority a
    LEFT JOIN (SELECT authority_id, count(*) FROM cooperations.partnership_french_authority JOIN cooperations.partnership p ON p.id = partnership_id
      WHERE NOT p.${GENERATED} GROUP BY authority_id) real ON real.authority_id = a.id
    WHERE valid_to IS NULL`,
  `CREATE TEMP TABLE pick_country AS
    SELECT row_number() OVER (ORDER BY coalesce(real.count, 0) DESC, code)::int AS rank, code, name_fr, name_en
    FROM country_groups.country c
    LEFT JOIN (SELECT country_code, count(*) FROM cooperations.partnership WHERE NOT ${GENERATED} GROUP BY country_code) real ON real.country_code = c.code
    WHERE code <> 'FR'`,
  `CREATE TEMP TABLE pick_theme AS
    SELECT row_number() OVER (ORDER BY coalesce(real.count, 0) DESC, code)::int AS rank, code, name_fr, name_en, search_text
    FROM expertises.theme t
    LEFT JOIN (SELECT theme_code, count(*) FROM expertises.expertise WHERE NOT ${GENERATED} GROUP BY theme_code) real ON real.theme_code = t.code
    WHERE level > 1`,
  `CREATE TEMP TABLE pick_foreign AS
    SELECT row_number() OVER (PARTITION BY country_code ORDER BY ${GENERATED}, id)::int AS rank, country_code, id, kind, search_text
    FROM authorities.foreign_authority`,
  `CREATE TEMP TABLE fitted AS SELECT
    (${skew(`cooperations.partnership_french_authority JOIN cooperations.partnership p ON p.id = partnership_id WHERE NOT p.${GENERATED}`, 'authority_id')}) AS authority,
    (${skew(`cooperations.partnership WHERE NOT ${GENERATED}`, 'country_code')}) AS country,
    (${skew(`expertises.expertise WHERE NOT ${GENERATED}`, 'theme_code')}) AS theme,
    (SELECT count(*) FROM pick_authority) AS authorities, (SELECT count(*) FROM pick_country) AS countries, (SELECT count(*) FROM pick_theme) AS themes`,
  'ANALYZE pick_authority, pick_country, pick_theme, pick_foreign',
];

const prepared = [
  `INSERT INTO authorities.foreign_authority (id, name, aliases, kind, country_code, search_text, sources, confidence)
    SELECT ${idOf('ForeignAuthority', `code || n`)}, 'Commune ' || n || ' (' || name_fr || ')', '{}', 'MUNICIPALITY', code, ' commune ' || n || ' ' || lower(code) || ' ', ${SOURCE}, 'ILLUSTRATIVE'
    FROM country_groups.country, generate_series(1, ${FOREIGN_PER_COUNTRY}) AS n WHERE code <> 'FR' ON CONFLICT DO NOTHING`,
  `INSERT INTO cooperations.french_authority (authority_id, kind, insee_code, siren, department_code, region_code, population)
    SELECT id, kind, insee_code, siren, department_code, region_code, population FROM authorities.authority WHERE valid_to IS NULL ON CONFLICT DO NOTHING`,
];

/** Rows $1 to $2 as they are drawn. An authority works in few countries, the more active in more. */
const drawn = `CREATE TEMP TABLE drawn ON COMMIT DROP AS
  WITH numbered AS (
    SELECT n, ${rank(draw(), 'authorities', 'fitted.authority')} AS authority_rank, ${rank(draw(), 'authorities', 'fitted.authority')} AS second_rank,
      ${draw()} AS slot, ${rank(draw(), 'themes', 'fitted.theme')} AS theme_rank, ${draw()} AS foreign_share,
      ${draw()} AS nature, ${draw()} AS kind_share, 1960 + floor(65 * ${draw()})::int AS start_year, ${draw()} AS dated, floor(20 * ${draw()})::int AS years, fitted.country, countries
    FROM generate_series($1::int, $2::int) AS n, fitted),
  placed AS (
    SELECT *, ${rank(draw('authority_rank * 1000 + floor(slot * (2 + 60 / sqrt(authority_rank)))'), 'countries', 'country')} AS country_rank FROM numbered)
  SELECT n, a.id AS authority_id, CASE WHEN second.id <> a.id AND dated < 0.05 THEN second.id END AS second_id, c.code AS country_code, c.name_fr AS country_fr, c.name_en AS country_en,
    t.code AS theme_code, t.name_fr AS theme_fr, t.name_en AS theme_en, t.search_text AS theme_text, f.id AS foreign_id, f.kind AS foreign_kind,
    a.search_text || f.search_text AS names, nature, kind_share, CASE WHEN dated < 0.6 THEN start_year END AS start_year,
    CASE WHEN dated < 0.2 THEN make_date(start_year + years, 12, 31) END AS end_date
  FROM placed JOIN pick_authority a ON a.rank = authority_rank JOIN pick_authority second ON second.rank = second_rank
    JOIN pick_country c ON c.rank = country_rank JOIN pick_theme t ON t.rank = theme_rank
    JOIN pick_foreign f ON f.country_code = c.code AND f.rank = ${rank('foreign_share', String(FOREIGN_PER_COUNTRY), '0.7')}`;

const partnerships = [
  `INSERT INTO cooperations.partnership (id, title_fr, title_en, kind, country_code, country_codes, theme_codes, start_year, start_year_confidence, end_date, status_in_source, conflicts, amounts, documents, search_text, sources, confidence)
    SELECT ${idOf('Partnership')}, CASE WHEN kind_share < 0.3 THEN theme_fr || ' : projet ' || n END, CASE WHEN kind_share < 0.3 THEN theme_en || ': project ' || n END,
      CASE WHEN kind_share < 0.4 THEN 'COOPERATION' WHEN kind_share < 0.8 THEN 'TWINNING' WHEN kind_share < 0.95 THEN 'PROJECT' ELSE 'FRIENDSHIP' END, country_code, ARRAY[country_code],
      CASE WHEN nature < 0.1 THEN '{}' ELSE ARRAY[theme_code] END, start_year, CASE WHEN start_year IS NOT NULL THEN 'ILLUSTRATIVE' END, end_date,
      CASE WHEN end_date < '2025-01-01' AND kind_share > 0.1 THEN 'ENDED' WHEN kind_share < 0.7 THEN 'ONGOING' ELSE 'UNKNOWN' END, '[]', '[]', '[]',
      CASE WHEN kind_share < 0.3 THEN theme_text || 'projet ' || n || ' ' ELSE '' END || names, ${SOURCE}, 'ILLUSTRATIVE'
    FROM drawn`,
  `INSERT INTO cooperations.partnership_french_authority (partnership_id, authority_id, position)
    SELECT ${idOf('Partnership')}, authority_id, 1 FROM drawn UNION ALL SELECT ${idOf('Partnership')}, second_id, 2 FROM drawn WHERE second_id IS NOT NULL`,
  `INSERT INTO cooperations.partnership_foreign_authority (partnership_id, foreign_authority_id, kind, position)
    SELECT ${idOf('Partnership')}, foreign_id, foreign_kind, 1 FROM drawn`,
];

/** Declared expertises for partnerships without a theme; for others, mostly evidenced ones. */
const isDeclared = 'nature < 0.1';
const isLabelled = 'nature > 0.97';
const expertises = [
  `INSERT INTO expertises.expertise (id, authority_id, theme_code, title_fr, title_en, basis, languages, mobilisation_modes, country_codes, authority_country_codes, evidence_ids, search_text, sources, confidence)
    SELECT ${idOf('Expertise')}, authority_id, theme_code, theme_fr || ' (' || country_fr || ', ' || n || ')', theme_en || ' (' || country_en || ', ' || n || ')',
      CASE WHEN ${isDeclared} THEN 'DECLARED' WHEN ${isLabelled} THEN 'LABELLED' ELSE 'EVIDENCED' END,
      CASE WHEN ${isDeclared} THEN CASE WHEN kind_share < 0.6 THEN ARRAY['fr', 'en'] WHEN kind_share < 0.8 THEN ARRAY['fr', 'es'] WHEN kind_share < 0.9 THEN ARRAY['fr', 'pt'] ELSE ARRAY['fr'] END END,
      CASE WHEN ${isDeclared} THEN CASE WHEN kind_share < 0.5 THEN ARRAY['SHORT_MISSION', 'REMOTE'] ELSE ARRAY['REMOTE'] END END,
      ARRAY[country_code], codes, CASE WHEN ${isDeclared} THEN '{}' ELSE ARRAY[${idOf('Partnership')}] END, theme_text || n || ' ', ${SOURCE}, 'ILLUSTRATIVE'
    FROM drawn JOIN authority_countries USING (authority_id)`,
  `INSERT INTO expertises.label (id, expertise_id, authority_id, programme_code, awarded_on, valid_from, valid_until, sources, confidence)
    SELECT ${idOf('Label')}, ${idOf('Expertise')}, authority_id, 'EXPE_CT', awarded, awarded, awarded + 1095, ${SOURCE}, 'ILLUSTRATIVE'
    FROM (SELECT *, '2021-01-01'::date + (kind_share * 1800)::int AS awarded FROM drawn WHERE ${isLabelled}) AS labelled`,
];

/** Countries of all partnerships of each authority, which the loader writes to each of its expertises. */
const countries = [
  `CREATE TEMP TABLE authority_countries AS
    SELECT authority_id, array_agg(DISTINCT country_code ORDER BY country_code) AS codes
    FROM cooperations.partnership_french_authority JOIN (SELECT id, country_code COLLATE "C" AS country_code FROM cooperations.partnership) p ON p.id = partnership_id
    GROUP BY authority_id`,
  'ANALYZE authority_countries',
  `UPDATE expertises.expertise e SET authority_country_codes = c.codes FROM authority_countries c
    WHERE c.authority_id = e.authority_id AND e.authority_country_codes <> c.codes AND NOT e.${GENERATED}`,
];

/** Triggers of a service find their tables by the search_path of its role. */
async function write(client: Client, statement: string): Promise<void> {
  const schema = statement.match(/^(?:INSERT INTO|UPDATE) (\w+)\./)?.[1];
  if (schema) await client.query(`SET search_path = ${schema}, extensions`);
  await client.query(statement);
}

/**
 * Adds rows up to a scale, through the triggers of the outboxes. Rows of an earlier run stay.
 * @param client of the superuser
 */
export async function growDataSet(client: Client, scale: number, log: (line: string) => void): Promise<void> {
  const wanted = scale > 1 ? Math.round(scale * ROWS_PER_SCALE) : 0;
  const countOf = async (table: string) =>
    (await client.query<{ count: number }>(`SELECT count(*)::int FROM ${table} WHERE ${GENERATED}`)).rows[0]!
      .count;
  const existingRows = {
    partnerships: await countOf('cooperations.partnership'),
    expertises: await countOf('expertises.expertise'),
  };
  if (existingRows.expertises >= wanted) return;

  async function fill(what: keyof typeof existingRows, statements: string[]) {
    for (let done = existingRows[what]; done < wanted;) {
      const until = Math.min(done + BATCH, wanted);
      await client.query('BEGIN');
      await client.query(drawn.replace('$1', String(done + 1)).replace('$2', String(until)));
      for (const statement of statements) await write(client, statement);
      await client.query('COMMIT');
      done = until;
      log(`Scale ${scale}: ${done} of ${wanted} ${what} added`);
    }
  }
  for (const statement of [...prepared, ...picks]) await write(client, statement);
  await fill('partnerships', partnerships);
  for (const statement of countries) await write(client, statement);
  await fill('expertises', expertises);
  await client.query('RESET search_path');
}
