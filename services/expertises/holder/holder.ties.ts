import { sql, type Sql } from '#kernel/database';
import { isTie } from '#vocabulary';

// Ties as `authorities(filter: { country })` of search has them: partnerships that are not over, and countries for which the
// authority declares an expertise. An evidenced expertise adds none: its partnerships say themselves whether they are over.

/** Condition that an expertise `o` says itself in which countries its holder works. */
const isDeclared = sql`o.basis <> 'EVIDENCED' AND o.withdrawn_on IS NULL`;

/** Condition that the holder of an expertise `e` has a tie that is not over with one of these countries. */
const worksIn = (codes: readonly string[]): Sql => sql`e.authority_id IN (
  SELECT unnest(p.authority_ids) FROM partnership p WHERE p.country_codes && ${codes}::text[] AND ${isTie}
  UNION ALL SELECT o.authority_id FROM expertise o WHERE o.country_codes && ${codes}::text[] AND ${isDeclared})`;

/** Conditions on the countries with which the holder of an expertise `e` has a tie that is not over. */
export function tieConditions(country: { in?: string[]; notIn?: string[] } | undefined): Sql[] {
  const conditions: Sql[] = [];
  if (country?.in) conditions.push(worksIn(country.in));
  if (country?.notIn) conditions.push(sql`NOT (${worksIn(country.notIn)})`);
  return conditions;
}

/** Join of an expertise `e` with the countries `country_of_work.code` of the ties of its holder that are not over. */
export const countriesOfWork = sql`JOIN (
  SELECT a.id AS authority_id, unnest(p.country_codes) AS code FROM partnership p CROSS JOIN unnest(p.authority_ids) a(id) WHERE ${isTie}
  UNION SELECT o.authority_id, unnest(o.country_codes) FROM expertise o WHERE ${isDeclared}
) AS country_of_work ON country_of_work.authority_id = e.authority_id`;
