import { allOf, sql, type Reader, type Sql } from '#kernel/database';
import { whereOf } from '#kernel/lists';
import {
  AbsenceReason,
  absenceRow,
  absenceText,
  impossible,
  itemsText,
  noMatch,
  type AbsenceRow,
} from '#vocabulary';
import { neverMet, neverMetText } from '../absence/never-met.js';
import { authorityConditions } from './authority-conditions.js';
import type { AuthoritySearchFilter } from './authority-search.input.js';

interface Facts {
  published: boolean;
  unclassified: number;
  neverMet: string[];
}

const COMBINING: ReadonlySet<string> = new Set(['and', 'or', 'not']);

/**
 * The filter without what it asks of themes, for authorities whose partnership meets the rest, and has no theme: it would be
 * what shows the expertise. Undefined when the filter asks for no theme.
 */
function withoutTheme(filter: AuthoritySearchFilter): AuthoritySearchFilter | undefined {
  const { theme, countryOfExperience, expertise, partnership, ...rest } = filter;
  if (!theme && !expertise?.theme && !partnership?.theme) return undefined;
  const { theme: _, ...conditions } = partnership ?? {};
  const { theme: __, countryOfExperience: ___, ...ofExpertise } = expertise ?? {};
  const isLeft = Object.values(ofExpertise).some((value) => value !== undefined);
  const country =
    partnership?.country ?? countryOfExperience ?? expertise?.countryOfExperience ?? filter.country;
  return {
    ...rest,
    ...(isLeft && { expertise: ofExpertise }),
    partnership: { ...conditions, ...(country && { country }), isClassified: false },
  };
}

function factsOf(filter: AuthoritySearchFilter): Sql {
  const names = (Object.keys(filter) as (keyof AuthoritySearchFilter)[]).filter(
    (name) => filter[name] !== undefined && !COMBINING.has(name),
  );
  const none = (conditions: Sql[]) => sql`NOT EXISTS (SELECT FROM authority a WHERE ${allOf(conditions)})`;
  const others = withoutTheme(filter);
  const unclassified = others
    ? sql`(SELECT count(*)::int FROM authority a WHERE ${allOf(whereOf(others, authorityConditions))})`
    : sql`0`;
  return sql`SELECT EXISTS (SELECT FROM authority) AS published, ${unclassified} AS unclassified,
    ${neverMet(filter, names, authorityConditions, none)} AS "neverMet"`;
}

/** Reason for which a search finds no authority. */
export async function searchAbsence(filter: AuthoritySearchFilter, reader: Reader): Promise<AbsenceRow> {
  const never = impossible(filter);
  if (never) return never;
  const [facts] = await reader.named('AuthoritySearch.absence').rows<Facts>(factsOf(filter));
  const { published, unclassified: count, neverMet: found } = facts!;
  if (!published)
    return absenceRow(
      AbsenceReason.NOT_PUBLISHED,
      absenceText('NONE_PUBLISHED', { items: itemsText('AUTHORITIES') }),
    );
  if (count)
    return absenceRow(
      AbsenceReason.NOT_CLASSIFIED,
      absenceText('AUTHORITIES_NOT_CLASSIFIED', { count }),
      count,
    );
  return noMatch('AUTHORITIES', filter, neverMetText('AUTHORITIES', found));
}
