import { allOf, sql, type Sql } from '#kernel/database';
import { choiceCondition, rangeCondition } from '#kernel/lists';
import { requireId } from '#kernel/values';
import { isOutOfDate, isOver, statedUntil } from '../age-of-statement.js';
import { overlapConditions } from './country-conditions.js';
import type { AuthorityPartnershipFilter, PartnershipAspect } from './partnership-conditions.input.js';

// Conditions on a table `partnership`, which subgraphs replicate with `theme`, `country` and `country_group`.

/** Codes of a theme and of those below it, as an SQL array. */
export const themesFrom = (code: string): Sql =>
  sql`ARRAY(SELECT unnest(t.subtree_codes) FROM theme t WHERE t.code = ${code})`;

const statedUntilDay = statedUntil(sql`p.as_of`);
/** Condition that a partnership `p` is over. */
const isEnded = isOver(sql`p.status`, sql`p.stated_end`);
/** Condition that a partnership `p` is a tie today: neither over nor under negotiation. */
export const isTie = sql`(p.status <> 'UNDER_NEGOTIATION' AND NOT ${isEnded})`;
const isStale = isOutOfDate(sql`p.status`, sql`p.stated_end`, sql`p.as_of`);

const ASPECTS: Readonly<Record<`${PartnershipAspect}`, Sql>> = {
  TITLE: sql`coalesce(p.title_fr, p.title_en) IS NOT NULL`,
  THEME: sql`p.theme_codes <> '{}'`,
  START_YEAR: sql`p.start_year IS NOT NULL`,
  END: sql`p.stated_end IS NOT NULL`,
  AMOUNT: sql`p.amount_eur IS NOT NULL`,
};

function foreignAuthorityCondition(filter: AuthorityPartnershipFilter['foreignAuthority']): Sql[] {
  if (!filter) return [];
  const conditions = choiceCondition(sql`f.kind`, filter.kind);
  if (filter.id !== undefined) {
    const ids = filter.id.map((id) =>
      requireId('ForeignAuthority', id, 'filter.partnership.foreignAuthority.id'),
    );
    conditions.push(sql`f.id = ANY(${ids}::uuid[])`);
  }
  return [
    sql`EXISTS (SELECT FROM unnest(p.foreign_authority_ids, p.foreign_authority_kinds) f(id, kind) WHERE ${allOf(conditions)})`,
  ];
}

/** Conditions on how well and when a partnership `p` is stated, and on what has become of it since. */
export function statementConditions(
  filter: Pick<AuthorityPartnershipFilter, 'confidence' | 'statedSince' | 'isEnded' | 'isStale'>,
): Sql[] {
  const conditions = choiceCondition(sql`p.confidence`, filter.confidence);
  if (filter.isEnded !== undefined) conditions.push(sql`${isEnded} = ${filter.isEnded}`);
  if (filter.isStale !== undefined) conditions.push(sql`${isStale} = ${filter.isStale}`);
  if (filter.statedSince !== undefined) conditions.push(sql`${statedUntilDay} >= ${filter.statedSince}`);
  return conditions;
}

/** Conditions on a partnership `p`. */
export function partnershipConditions(filter: AuthorityPartnershipFilter): Sql[] {
  const conditions = [
    ...overlapConditions(sql`p.country_codes`, filter),
    ...choiceCondition(sql`p.kind`, filter.kind),
    ...choiceCondition(sql`p.status`, filter.status),
    ...rangeCondition(sql`p.start_year`, filter.startYear),
    ...foreignAuthorityCondition(filter.foreignAuthority),
    ...statementConditions(filter),
    ...(filter.having ?? []).map((aspect) => ASPECTS[aspect]),
    ...(filter.lacking ?? []).map((aspect) => sql`NOT (${ASPECTS[aspect]})`),
  ];
  if (filter.theme) {
    const { code, descendants } = filter.theme;
    conditions.push(
      descendants ? sql`p.theme_codes && ${themesFrom(code)}` : sql`p.theme_codes @> ARRAY[${code}::text]`,
    );
  }
  if (filter.isClassified !== undefined)
    conditions.push(sql`(p.theme_codes <> '{}') = ${filter.isClassified}`);
  return conditions;
}
