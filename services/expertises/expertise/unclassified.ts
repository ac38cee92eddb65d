import { allOf, sql, type Sql } from '#kernel/database';
import type { ListParent } from '#kernel/lists';
import { partnershipConditions, isTie } from '#vocabulary';
import { onHolder } from '../holder/holder.conditions.js';
import type { ExpertiseFilter } from './expertise.input.js';

/** Conditions that a partnership meets or fails by itself. */
const OF_PARTNERSHIPS: ReadonlySet<string> = new Set([
  'theme',
  'country',
  'countryOfExperience',
  'partnership',
  'authority',
]);

/** Whether partnerships can meet all conditions of a filter; what they show is EVIDENCED. */
function isOfPartnerships(filter: ExpertiseFilter): boolean {
  const { basis, ...others } = filter;
  if (basis?.in && !basis.in.includes('EVIDENCED')) return false;
  return Object.entries(others).every(([name, value]) => value === undefined || OF_PARTNERSHIPS.has(name));
}

/**
 * Statement that counts the partnerships which would show an expertise in a theme if their source named one: those that
 * meet what else the filter and its parent ask for. Undefined when neither asks for a theme, or the filter asks for what no partnership says.
 */
export function unclassifiedPartnerships(
  filter: ExpertiseFilter,
  parent: Pick<ListParent, 'name' | 'id'> | undefined,
): Sql | undefined {
  const { theme: inGroup, isClassified: _, ...group } = filter.partnership ?? {};
  if (!filter.theme && !inGroup && parent?.name !== 'Theme') return undefined;
  if (!isOfPartnerships(filter)) return undefined;
  const works = [
    ...(filter.country ? [filter.country] : []),
    ...(parent?.name === 'Country' ? [{ in: [parent.id] }] : []),
  ];
  const conditions = [
    ...partnershipConditions({ ...group, isClassified: false }),
    ...works.flatMap((country) => [...partnershipConditions({ country }), isTie]),
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
