import { allOf, sql, type Sql } from '#kernel/database';
import { overlapCondition } from '#kernel/lists';
import { requireId } from '#kernel/values';
import {
  EPCI_KINDS,
  authorityConditions,
  partnershipConditions,
  type AuthorityPartnershipFilter,
} from '#vocabulary';
import type { ExpertiseAuthorityFilter } from './holder.input.js';

/** Conditions on the holder `h` of an expertise. */
export function onHolder(filter: ExpertiseAuthorityFilter | undefined): Sql[] {
  if (!filter) return [];
  const conditions = [
    ...authorityConditions(sql`h`, filter),
    ...overlapCondition(sql`h.department_codes`, filter.department),
  ];
  if (filter.isEpci !== undefined)
    conditions.push(sql`(h.kind = ANY(${EPCI_KINDS}::text[])) = ${filter.isEpci}`);
  if (filter.id !== undefined) conditions.push(sql`h.id = ANY(${holderIds(filter.id)}::uuid[])`);
  return conditions;
}

const holderIds = (ids: readonly string[]) =>
  ids.map((one) => requireId('Authority', one, 'filter.authority.id'));

/** Conditions on an expertise `e` that its holder meets the whole filter. */
export function holderConditions(filter: ExpertiseAuthorityFilter | undefined): Sql[] {
  if (!filter) return [];
  const { id, ...facts } = filter;
  const conditions = id === undefined ? [] : [sql`e.authority_id = ANY(${holderIds(id)}::uuid[])`];
  const onAuthority = onHolder(facts);
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
