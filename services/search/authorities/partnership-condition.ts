import { allOf, sql, type Sql } from '#kernel/database';
import { countriesMatching, partnershipConditions, type AuthorityPartnershipFilter } from '#vocabulary';

/** Conditions on an authority `a` that one of its partnerships meets the whole filter; only those of candidates are read. */
export function hasPartnershipConditions(filter: AuthorityPartnershipFilter | undefined): Sql[] {
  if (!filter) return [];
  const conditions = partnershipConditions(filter);
  const candidates = [sql`a.partnership_count > 0`];
  const countries = countriesMatching(filter);
  if (countries) candidates.push(sql`a.partner_country_codes && ${countries}`);
  const isExact = conditions.length === 0 || (conditions.length === 1 && countries !== undefined);
  if (isExact) return candidates;
  return [
    ...candidates,
    sql`EXISTS (SELECT FROM partnership_authority pa JOIN partnership p ON p.id = pa.partnership_id
      WHERE pa.authority_id = a.id AND ${allOf(conditions)} OFFSET 0)`,
  ];
}

/** Values of the confidence of the partnerships of each authority of `matched` that meet the conditions. */
export const confidencesOf = (filter: AuthorityPartnershipFilter | undefined, matched: Sql): Sql =>
  sql`(SELECT v.value FROM ${matched} m CROSS JOIN LATERAL (SELECT DISTINCT p.confidence AS value
    FROM partnership_authority pa JOIN partnership p ON p.id = pa.partnership_id
    WHERE ${allOf([sql`pa.authority_id = m.id`, ...partnershipConditions(filter ?? {})])}) v)`;
