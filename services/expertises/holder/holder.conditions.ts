import { allOf, sql, type Sql } from '#kernel/database';
import { choiceCondition, overlapCondition, rangeCondition } from '#kernel/lists';
import { requireId } from '#kernel/values';
import { EPCI_KINDS, partnershipConditions, type AuthorityPartnershipFilter } from '#vocabulary';
import type { ExpertiseAuthorityFilter } from './holder.input.js';

/** Conditions on an expertise `e` that its holder meets the whole filter. */
export function holderConditions(filter: ExpertiseAuthorityFilter | undefined): Sql[] {
  if (!filter) return [];
  const { id, ...facts } = filter;
  const conditions: Sql[] = [];
  if (id !== undefined) {
    const ids = id.map((one) => requireId('Authority', one, 'filter.authority.id'));
    conditions.push(sql`e.authority_id = ANY(${ids}::uuid[])`);
  }
  const onAuthority = [
    ...choiceCondition(sql`h.kind`, facts.kind),
    ...choiceCondition(sql`h.siren`, facts.siren),
    ...choiceCondition(sql`h.insee_code`, facts.inseeCode),
    ...rangeCondition(sql`h.population`, facts.population),
    ...overlapCondition(sql`h.department_codes`, facts.department),
    ...choiceCondition(sql`h.region_code`, facts.region),
  ];
  if (facts.isEpci !== undefined)
    onAuthority.push(sql`(h.kind = ANY(${EPCI_KINDS}::text[])) = ${facts.isEpci}`);
  if (onAuthority.length)
    conditions.push(
      sql`EXISTS (SELECT FROM authority h WHERE h.id = e.authority_id AND ${allOf(onAuthority)})`,
    );
  return conditions;
}

/** Conditions on an expertise `e` that one of the partnerships of its holder meets the whole filter. */
export function holderPartnershipConditions(filter: AuthorityPartnershipFilter | undefined): Sql[] {
  if (!filter) return [];
  const conditions = [sql`p.authority_ids @> ARRAY[e.authority_id]`, ...partnershipConditions(filter)];
  return [sql`EXISTS (SELECT FROM partnership p WHERE ${allOf(conditions)})`];
}
