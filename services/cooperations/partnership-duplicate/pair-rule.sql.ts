import { raw, type Sql } from '#kernel/database';
import { NEAR_YEARS, SAME_YEARS } from '../partnership-statement/match-rule.js';

// The rule of match-rule.ts in SQL, for all pairs of partnerships at once. A test compares both.

/** A title as `foldText` has it, for those in Latin letters. */
const folded = (title: string) =>
  `trim(regexp_replace(regexp_replace(normalize(replace(replace(lower(${title}), 'œ', 'oe'), 'æ', 'ae'), NFKD), '[\u0300-\u036f]+', '', 'g'), '[^a-z0-9]+', ' ', 'g'))`;

const facts = `SELECT p.id, p.kind, p.start_year, p.country_codes, p.confidence = 'ILLUSTRATIVE' AS illustrative,
    array_remove(ARRAY[${folded('p.title_fr')}, ${folded('p.title_en')}], NULL) AS titles,
    ARRAY(SELECT authority_id FROM partnership_french_authority WHERE partnership_id = p.id ORDER BY 1) AS french,
    ARRAY(SELECT foreign_authority_id FROM partnership_foreign_authority WHERE partnership_id = p.id ORDER BY 1) AS abroad
  FROM partnership p`;

const lasting = (row: string) => `${row}.kind IN ('TWINNING', 'FRIENDSHIP', 'UNKNOWN')`;
const kindsFit = `(a.kind = b.kind OR a.kind = 'UNKNOWN' OR b.kind = 'UNKNOWN')`;
const samePartners = `a.french = b.french AND a.abroad = b.abroad`;
const years = `coalesce(abs(a.start_year - b.start_year), 0)`;
const isProject = (row: string) => `(${row}.kind = 'PROJECT')`;
const haveOneTitle = `a.titles && b.titles`;
const isOtherProject = `CASE ${isProject('a')}::int + ${isProject('b')}::int
    WHEN 0 THEN false
    WHEN 2 THEN a.titles <> '{}' AND b.titles <> '{}' AND NOT ${haveOneTitle}
    ELSE NOT ${haveOneTitle} OR (a.kind <> 'UNKNOWN' AND b.kind <> 'UNKNOWN') END`;

/** Rows `(first_id, second_id, reason, rank, country_codes)` of pairs that the rule takes for one and nobody has decided on. */
export const duplicatePairs: Sql = raw(`(WITH facts AS MATERIALIZED (${facts}),
  pairs AS (SELECT DISTINCT least(f.partnership_id, g.partnership_id) AS first_id, greatest(f.partnership_id, g.partnership_id) AS second_id
    FROM partnership_french_authority f JOIN partnership_foreign_authority x ON x.partnership_id = f.partnership_id
    JOIN partnership_french_authority g ON g.authority_id = f.authority_id
    JOIN partnership_foreign_authority y ON y.partnership_id = g.partnership_id AND y.foreign_authority_id = x.foreign_authority_id
    WHERE f.partnership_id < g.partnership_id)
  SELECT first_id, second_id, reason, array_position(ARRAY['SAME_PARTNERS', 'KINDS_DIFFER', 'YEARS_DIFFER', 'PARTNERS_OVERLAP'], reason) AS rank,
    country_codes
  FROM (SELECT pairs.first_id, pairs.second_id, a.country_codes, CASE
      WHEN ${isOtherProject} THEN NULL
      WHEN NOT (${samePartners}) THEN CASE WHEN ${kindsFit} AND ${years} <= ${SAME_YEARS}
        AND ((a.french @> b.french AND a.abroad @> b.abroad) OR (b.french @> a.french AND b.abroad @> a.abroad)) THEN 'PARTNERS_OVERLAP' END
      WHEN NOT ${kindsFit} THEN CASE WHEN ${years} <= ${SAME_YEARS} THEN 'KINDS_DIFFER' END
      WHEN ${years} <= ${SAME_YEARS} THEN 'SAME_PARTNERS'
      WHEN ${years} <= ${NEAR_YEARS} OR (${lasting('a')} AND ${lasting('b')}) THEN 'YEARS_DIFFER' END AS reason
    FROM pairs JOIN facts a ON a.id = pairs.first_id JOIN facts b ON b.id = pairs.second_id
    WHERE a.illustrative = b.illustrative
      AND NOT EXISTS (SELECT FROM partnership_pair_decision d WHERE d.first_id = pairs.first_id AND d.second_id = pairs.second_id)) judged
  WHERE reason IS NOT NULL)`);
