import { join, raw, sql, type Sql } from '#kernel/database';
import { statusOf } from '../authorities/expertise-condition.js';
import { isTie } from '#vocabulary';
import {
  FITTING_MODES,
  MATCH_CRITERIA,
  MATCH_WEIGHTS,
  SIZE_RATIOS,
  type MatchCriterionName,
} from './match-weights.js';
import { requestStatusNow } from './request-status.js';

// SQL that pairs each request `r` with every expertise `e` that could answer it, with the level of each criterion and the score.

/** Themes related to the requested ones, each with the nearest requested theme; all themes for a request without any. */
const relatedThemes = sql`(SELECT DISTINCT ON (t.code) t.code, q.code AS requested, n.level
    FROM theme q JOIN theme t ON t.code = ANY(q.subtree_codes) OR t.code = ANY(q.path_codes) OR t.path_codes[:t.level - 1] = q.path_codes[:q.level - 1] AND q.level > 1
    CROSS JOIN LATERAL (SELECT CASE WHEN t.code = q.code THEN 'SAME' WHEN t.code = ANY(q.subtree_codes) THEN 'BELOW'
      WHEN t.code = ANY(q.path_codes) THEN 'ABOVE' ELSE 'SIBLING' END AS level) n
    WHERE q.code = ANY(r.theme_codes)
    ORDER BY t.code, array_position(ARRAY['SAME', 'BELOW', 'ABOVE', 'SIBLING'], n.level), array_position(r.theme_codes, q.code))
  UNION ALL SELECT t.code, NULL, 'NOT_ASKED' FROM theme t WHERE r.theme_codes = '{}'`;

/** Countries in the same country group, sub-region or region as that of the request, itself included. */
const neighbourCountries = sql`SELECT
    ARRAY(SELECT unnest(g.country_codes) FROM country_group g WHERE r.country_code = ANY(g.country_codes)) AS of_group,
    ARRAY(SELECT c.code FROM country c JOIN country o ON o.sub_region = c.sub_region WHERE o.code = r.country_code) AS of_sub_region,
    ARRAY(SELECT c.code FROM country c JOIN country o ON o.region = c.region WHERE o.code = r.country_code) AS of_region`;

/** Countries of the partnerships of an authority `a` that are not over; OFFSET 0 keeps it a subquery, which is memoized. */
const currentCountries = sql`SELECT ARRAY(SELECT DISTINCT unnest(x.country_codes) FROM partnership_authority x JOIN partnership p ON p.id = x.partnership_id
    WHERE x.authority_id = a.id AND ${isTie}) AS codes OFFSET 0`;

const fittingModes = sql`CASE r.urgency_level ${join(
  Object.entries(FITTING_MODES).map(
    ([urgency, modes]) => sql`WHEN ${raw(`'${urgency}'`)} THEN ${raw(`ARRAY['${modes.join("', '")}']`)}`,
  ),
  ' ',
)} END`;

const isLabelled = sql`EXISTS (SELECT FROM unnest(e.label_periods) p(period) WHERE ${statusOf(sql`p.period`)} = 'ACTIVE')`;

const LEVELS: Readonly<Record<MatchCriterionName, Sql>> = {
  THEME: sql`th.level`,
  COUNTRY: sql`CASE WHEN r.country_code = ANY(e.country_codes) AND NOT d.declared_only THEN 'SHOWN_THERE' WHEN r.country_code = ANY(w.countries) THEN 'WORKS_THERE'
    WHEN r.country_code = ANY(e.country_codes) THEN 'DECLARED_THERE'
    WHEN w.countries && ci.of_group THEN 'SAME_GROUP' WHEN w.countries && ci.of_sub_region THEN 'SAME_SUB_REGION'
    WHEN w.countries && ci.of_region THEN 'SAME_REGION' ELSE 'NONE' END`,
  LANGUAGE: sql`CASE WHEN r.languages = '{}' THEN 'NOT_ASKED' WHEN 'fr' = ANY(r.languages) OR e.languages && r.languages THEN 'SHARED'
    WHEN e.languages IS NULL THEN 'UNKNOWN' ELSE 'NONE' END`,
  LABEL: sql`CASE WHEN ${isLabelled} THEN 'ACTIVE' ELSE 'NONE' END`,
  MOBILISATION: sql`CASE WHEN r.urgency_level IS NULL THEN 'NOT_ASKED' WHEN e.mobilisation_modes IS NULL THEN 'UNKNOWN'
    WHEN e.mobilisation_modes && ${fittingModes} THEN 'FITS' ELSE 'NONE' END`,
  SIZE: sql`CASE WHEN s.ratio IS NULL THEN 'UNKNOWN' ${join(
    Object.entries(SIZE_RATIOS).map(
      ([level, ratio]) => sql`WHEN s.ratio <= ${raw(String(ratio))} THEN ${raw(`'${level}'`)}`,
    ),
    ' ',
  )} ELSE 'FAR' END`,
};

const column = (criterion: MatchCriterionName) => `"${criterion}"`;

const points = (criterion: MatchCriterionName) =>
  `CASE l.${column(criterion)} ${Object.entries(MATCH_WEIGHTS[criterion])
    .map(([level, worth]) => `WHEN '${level}' THEN ${worth}`)
    .join(' ')} END`;

/** Rows of pairs: `request_id`, `expertise_id`, the level of each criterion under its name, facts that explain them, `score`. */
export const matched = sql`(SELECT l.*, ${raw(MATCH_CRITERIA.map(points).join(' + '))} AS score FROM (
    SELECT r.id AS request_id, e.id AS expertise_id, e.authority_id, a.kind, a.name, a.population, r.population AS requester_population,
      e.theme_code, th.requested AS requested_theme_code, e.languages, r.languages AS requested_languages, r.country_code,
      w.countries, ci.of_group, ci.of_sub_region, ci.of_region, e.mobilisation_modes, r.urgency_level,
      ${requestStatusNow(sql`r`)} = 'OPEN' AS is_open, r.opened_on,
      ${join(MATCH_CRITERIA.map((criterion) => sql`${LEVELS[criterion]} AS ${raw(column(criterion))}`))}
    FROM cooperation_request r CROSS JOIN LATERAL (${neighbourCountries}) ci CROSS JOIN LATERAL (${relatedThemes}) th
      JOIN expertise e ON e.theme_code = th.code
      JOIN authority a ON a.id = e.authority_id AND a.valid_to IS NULL
      -- declared_only: the expertise is declared without a label, so its countries do not show where the authority works.
      CROSS JOIN LATERAL (SELECT e.basis = 'DECLARED' AND NOT ${isLabelled} AS declared_only) d
      CROSS JOIN LATERAL (${currentCountries}) c
      -- Partnerships say themselves where an evidenced expertise is practised today.
      CROSS JOIN LATERAL (SELECT c.codes || CASE WHEN d.declared_only OR e.basis = 'EVIDENCED' THEN '{}' ELSE e.country_codes END AS countries) w
      CROSS JOIN LATERAL (SELECT CASE WHEN a.population IS NOT NULL AND r.population IS NOT NULL
        THEN greatest(a.population, r.population)::float8 / nullif(least(a.population, r.population), 0) END AS ratio) s
  ) l)`;

/** Pairs with `place`, the rank of the expertise among those of the same authority for the same request. */
export const bestMatched = sql`(SELECT m.*, row_number() OVER (PARTITION BY m.authority_id, m.request_id ORDER BY m.score DESC, m.expertise_id) AS place
  FROM ${matched} m)`;

const countryNames = (codes: Sql) =>
  sql`(SELECT json_agg(json_build_object('fr', c.name_fr, 'en', c.name_en) ORDER BY c.name_fr) FROM country c WHERE c.code = ANY(${codes}))`;
const themeName = (code: Sql) =>
  sql`(SELECT json_build_object('fr', t.name_fr, 'en', t.name_en) FROM theme t WHERE t.code = ${code} LIMIT 1)`;

/** Columns of a pair `m`, with the names that its explanation needs. */
export const matchColumns = sql`m.request_id AS "requestId", m.expertise_id AS "expertiseId", m.authority_id AS "authorityId", m.kind, m.name,
  m.population, m.requester_population AS "requesterPopulation", m.score, m.languages, m.requested_languages AS "requestedLanguages",
  m.mobilisation_modes AS "mobilisationModes", m.urgency_level AS "urgencyLevel",
  json_build_object(${join(MATCH_CRITERIA.map((criterion) => raw(`'${criterion}', m.${column(criterion)}`)))}) AS levels,
  ${themeName(sql`m.theme_code`)} AS theme, ${themeName(sql`m.requested_theme_code`)} AS "requestedTheme",
  ${countryNames(sql`ARRAY[m.country_code]`)} AS "requesterCountry",
  ${countryNames(sql`ARRAY(SELECT unnest(m.countries) INTERSECT SELECT unnest(CASE m."COUNTRY" WHEN 'SAME_GROUP' THEN m.of_group
    WHEN 'SAME_SUB_REGION' THEN m.of_sub_region WHEN 'SAME_REGION' THEN m.of_region END))`)} AS "nearCountries"`;
