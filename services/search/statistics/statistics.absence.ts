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
  type Items,
} from '#vocabulary';
import { argumentsThat, neverMet, neverMetText } from '../absence/never-met.js';
import { NEEDS, statisticsConditions, themeConditions, type Condition } from './statistics.conditions.js';
import type { StatisticsArgs, StatisticsFilter, StatisticsSubject } from './statistics.input.js';
import { SUBJECTS, columnOf, isList, type Source, type Subject } from './statistics.subject.js';

const ITEMS: Readonly<Record<`${StatisticsSubject}`, Items>> = {
  PARTNERSHIPS: 'PARTNERSHIPS',
  EXPERTISES: 'EXPERTISES',
  AUTHORITIES: 'AUTHORITIES',
  REQUESTS: 'COOPERATION_REQUESTS',
  EVENTS: 'EVENTS',
  CALLS: 'CALLS',
};

/** What an empty statistic rests on, read when its reason is selected. */
interface Facts {
  /** Whether there is any thing of the subject. */
  published: boolean;
  /** Number of things that meet all conditions but those on the theme, and have none. */
  unclassified: number;
  /** Conditions that no thing meets, whatever the others. */
  neverMet: string[];
  /** Conditions on what is known of no thing at all; `notIn` finds such things. */
  neverStated: string[];
}

const conditionsOf = (filter: StatisticsFilter) =>
  (Object.keys(filter) as (keyof StatisticsFilter)[]).filter(
    (name): name is Condition => filter[name] !== undefined && Object.hasOwn(NEEDS, name),
  );

/** Condition that a row of the subject has a value of a source. */
function isKnown(subject: Subject, source: Source): Sql {
  const column = columnOf(subject, source);
  return isList(subject, source) ? sql`${column} <> '{}'` : sql`${column} IS NOT NULL`;
}

/** Statement of {@link Facts}. */
function factsOf(of: `${StatisticsSubject}`, filter: StatisticsFilter): Sql {
  const subject = SUBJECTS[of];
  const names = conditionsOf(filter);
  const none = (conditions: Sql[]) =>
    sql`NOT EXISTS (SELECT FROM ${subject.from} WHERE ${allOf(conditions)})`;
  const { theme, isClassified: _, ...others } = filter;
  const unclassified =
    theme && subject.axes.theme
      ? sql`(SELECT count(*)::int FROM ${subject.from} WHERE ${allOf([
          ...whereOf(others, (part) => statisticsConditions(of, part)),
          ...themeConditions(subject.axes.theme, { isClassified: false }),
        ])})`
      : sql`0`;
  const neverStated = names.map((name) => [`filter.${name}`, none([isKnown(subject, NEEDS[name])])] as const);
  return sql`SELECT EXISTS (SELECT FROM ${subject.from}) AS published, ${unclassified} AS unclassified,
    ${neverMet(filter, names, (one) => statisticsConditions(of, one), none)} AS "neverMet", ${argumentsThat(neverStated)} AS "neverStated"`;
}

function reasonFrom(of: `${StatisticsSubject}`, filter: StatisticsFilter, facts: Facts): AbsenceRow {
  const items = itemsText(ITEMS[of]);
  const notPublished = AbsenceReason.NOT_PUBLISHED;
  if (!facts.published) return absenceRow(notPublished, absenceText('NONE_PUBLISHED', { items }));
  const unknown = facts.neverStated.filter((argument) => facts.neverMet.includes(argument));
  if (unknown.length)
    return absenceRow(notPublished, absenceText('NEVER_STATED', { items, arguments: unknown.join(', ') }));
  const count = facts.unclassified;
  if (count)
    return absenceRow(AbsenceReason.NOT_CLASSIFIED, absenceText('NOT_CLASSIFIED', { count, items }), count);
  return noMatch(ITEMS[of], filter, neverMetText(ITEMS[of], facts.neverMet));
}

/** Reason for which a statistic counts nothing, or has no group; null when it has some. */
export async function statisticsAbsence(
  { of, filter, having }: StatisticsArgs,
  { total, groupsCount }: { total: number; groupsCount: number },
  reader: Reader,
): Promise<AbsenceRow | null> {
  if (total === 0) {
    const never = impossible(filter);
    if (never) return never;
    const [facts] = await reader.named(`Statistics.${of}.absence`).rows<Facts>(factsOf(of, filter ?? {}));
    return reasonFrom(of, filter ?? {}, facts!);
  }
  if (groupsCount > 0) return null;
  return impossible(having, 'having') ?? absenceRow(AbsenceReason.NO_MATCH, absenceText('NO_GROUP'));
}
