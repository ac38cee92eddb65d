import { allOf, sql, type Sql } from '#kernel/database';
import type { ListParent } from '#kernel/lists';
import { partnershipConditions } from '#vocabulary';
import { onHolder } from '../holder/holder.conditions.js';
import type { ExpertiseFilter } from './expertise.input.js';

/**
 * Statement that counts the partnerships which would show an expertise in a theme if their source named one: those that
 * meet what else the filter and its parent ask for. Undefined when neither asks for a theme.
 */
export function unclassifiedPartnerships(
  filter: ExpertiseFilter,
  parent: Pick<ListParent, 'name' | 'id'> | undefined,
): Sql | undefined {
  const { theme: inGroup, isClassified: _, ...group } = filter.partnership ?? {};
  if (!filter.theme && !inGroup && parent?.name !== 'Theme') return undefined;
  const works = filter.country ?? (parent?.name === 'Country' ? { in: [parent.id] } : undefined);
  const conditions = [
    ...partnershipConditions({ ...group, isClassified: false }),
    ...(works ? partnershipConditions({ country: works, isEnded: false }) : []),
    ...(filter.countryOfExperience ? partnershipConditions({ country: filter.countryOfExperience }) : []),
    ...(parent?.name === 'Authority' ? [sql`p.authority_ids @> ARRAY[${parent.id}::uuid]`] : []),
  ];
  const holder = onHolder(filter.authority);
  if (holder.length)
    conditions.push(
      sql`EXISTS (SELECT FROM authority h WHERE h.id = ANY(p.authority_ids) AND ${allOf(holder)})`,
    );
  return sql`SELECT count(*)::int AS count FROM partnership p WHERE ${allOf(conditions)}`;
}
