import type { StoreTools } from '#kernel/context';
import { sql } from '#kernel/database';
import type { SubjectType } from '../name-rows.js';
import { candidatesOf } from './suggestion.candidates.js';
import { typedName } from './suggestion.query.js';
import { rank, type Candidate, type Ranked } from './suggestion.rank.js';

export interface SuggestionRow extends Candidate {
  /** Entity whose name matched; that of a closed authority leads to another subject. */
  holderId: string;
  /** Name that matched. */
  name: string;
  nameEn: string;
  /** Code of a theme, a country, a country group, or of the country of an authority abroad. */
  code: string | null;
  isHomonym: boolean;
  validTo: string | null;
  population: number | null;
  departmentCode: string | null;
  departmentName: string | null;
  regionName: string | null;
  /** Names of the themes above a theme, of the countries of a group, or of the country of an authority abroad. */
  contextFr: string[] | null;
  contextEn: string[] | null;
}

export function suggestionStore({ plannedOnce }: StoreTools) {
  return {
    /** Entities that a text can mean, the likeliest first; none for a text without letters and digits. */
    async of(
      text: string,
      types: readonly SubjectType[] | null,
      first: number,
    ): Promise<Ranked<SuggestionRow>[]> {
      const typed = typedName(text);
      if (!typed) return [];
      // Planning takes longer than the execution; fenced, and with places as scalar subqueries, the plan fits any text.
      const rows = await plannedOnce.named('Suggestion.of').rows<SuggestionRow>(sql`SELECT
          n.subject_id AS "subjectId", n.holder_id AS "holderId", n.subject_type AS type, n.name, n.role, n.weight, n.words, n.full_key AS "full",
          n.core_key AS core, n.sound_key AS sound, f.readings, a.kind, a.population, a.valid_to AS "validTo",
          coalesce(a.name, t.name_fr, c.name_fr, g.name_fr, o.name) AS "nameFr", coalesce(a.name, t.name_en, c.name_en, g.name_en, o.name) AS "nameEn",
          coalesce(t.code, c.code, g.code, o.country_code) AS code, a.department_code AS "departmentCode",
          coalesce((SELECT d.name FROM department d WHERE d.code = a.department_code), (SELECT o.name FROM authority o
            WHERE o.insee_code = a.department_code AND o.kind = 'SPECIAL_COLLECTIVITY' ORDER BY o.id LIMIT 1)) AS "departmentName",
          (SELECT r.name FROM region r WHERE r.code = a.region_code) AS "regionName",
          (SELECT TRUE FROM name own
            JOIN name other ON other.full_key = own.full_key AND other.role = 'NAME' AND other.subject_id <> own.subject_id
            WHERE own.holder_id = n.subject_id AND own.role = 'NAME' LIMIT 1) IS NOT NULL AS "isHomonym",
          CASE WHEN t.level > 1 THEN ARRAY(SELECT u.name_fr FROM theme u WHERE u.code = ANY(t.path_codes) AND u.level < t.level ORDER BY u.level)
            WHEN g.id IS NOT NULL THEN ARRAY(SELECT k.name_fr FROM country k WHERE k.code = ANY(g.country_codes) ORDER BY 1)
            WHEN o.id IS NOT NULL THEN ARRAY(SELECT k.name_fr FROM country k WHERE k.code = o.country_code) END AS "contextFr",
          CASE WHEN t.level > 1 THEN ARRAY(SELECT u.name_en FROM theme u WHERE u.code = ANY(t.path_codes) AND u.level < t.level ORDER BY u.level)
            WHEN g.id IS NOT NULL THEN ARRAY(SELECT k.name_en FROM country k WHERE k.code = ANY(g.country_codes) ORDER BY 1)
            WHEN o.id IS NOT NULL THEN ARRAY(SELECT k.name_en FROM country k WHERE k.code = o.country_code) END AS "contextEn"
        FROM (SELECT holder_id, number, array_agg(DISTINCT reading) AS readings FROM (${candidatesOf(typed, types)}) w GROUP BY 1, 2) f
        CROSS JOIN LATERAL (SELECT * FROM name x WHERE x.holder_id = f.holder_id AND x.number = f.number OFFSET 0) n
        LEFT JOIN authority a ON a.id = n.subject_id
        LEFT JOIN theme t ON t.id = n.subject_id
        LEFT JOIN country c ON c.id = n.subject_id
        LEFT JOIN country_group g ON g.id = n.subject_id
        LEFT JOIN foreign_authority o ON o.id = n.subject_id`);
      return rank(typed, rows, first);
    },
  };
}
