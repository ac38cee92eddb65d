import type { StoreTools } from '#kernel/context';
import { allOf, sql } from '#kernel/database';
import { badUserInput } from '#kernel/errors';
import { rangeCondition, whereOf } from '#kernel/lists';
import { statisticsConditions } from './statistics.conditions.js';
import {
  DEFAULT_GROUPS,
  MAX_DIMENSIONS,
  MAX_GROUPS,
  type StatisticsArgs,
  type StatisticsGroupFilter,
} from './statistics.input.js';
import { statementOf, type StatisticsRow } from './statistics.statement.js';
import { SOURCES, SUBJECTS, namesOf, type Dimension } from './statistics.subject.js';

/** @throws BAD_USER_INPUT unless `by` has one to MAX_DIMENSIONS different dimensions of the subject */
function checkDimensions({ of, by, includeEmpty }: StatisticsArgs): void {
  if (by.length < 1 || by.length > MAX_DIMENSIONS || new Set(by).size < by.length)
    throw badUserInput({ argument: 'by', expected: `one to ${MAX_DIMENSIONS} different dimensions` });
  const available = namesOf(SOURCES, SUBJECTS[of]);
  if (by.some((dimension) => !available.includes(dimension)))
    throw badUserInput({ argument: 'by', expected: `dimensions that ${of} have: ${available.join(', ')}` });
  if (by.includes('THEME') && by.includes('THEME_TREE'))
    throw badUserInput({ argument: 'by', expected: 'THEME or THEME_TREE, not both' });
  if (includeEmpty && (by.length > 1 || by[0] === 'YEAR'))
    throw badUserInput({ argument: 'includeEmpty', expected: 'one dimension in by, and not YEAR' });
}

/** Conditions on a group `g`. */
function groupConditions({ count, hasExpertise }: StatisticsGroupFilter, by: readonly Dimension[]) {
  const conditions = rangeCondition(sql`g.count`, count);
  if (hasExpertise === undefined) return conditions;
  const theme = by.find((dimension) => dimension === 'THEME' || dimension === 'THEME_TREE');
  if (!theme) throw badUserInput({ argument: 'having.hasExpertise', expected: 'THEME or THEME_TREE in by' });
  const column = theme === 'THEME' ? sql`g."THEME"` : sql`g."THEME_TREE"`;
  return [
    ...conditions,
    sql`EXISTS (SELECT FROM expertise e WHERE e.theme_code = ${column}) = ${hasExpertise}`,
  ];
}

export function statisticsStore({ reader }: StoreTools) {
  return {
    /**
     * @param selected expensive parts that are selected
     * @throws BAD_USER_INPUT for dimensions or conditions that the subject does not have, or `first` outside 1 to MAX_GROUPS
     */
    async read(
      args: StatisticsArgs,
      selected: { authorities: boolean; authoritiesOfGroups: boolean },
    ): Promise<StatisticsRow> {
      const { of, by, filter, having } = args;
      checkDimensions(args);
      const first = args.first ?? DEFAULT_GROUPS;
      if (first < 1 || first > MAX_GROUPS)
        throw badUserInput({ argument: 'first', expected: `a number from 1 to ${MAX_GROUPS}` });
      const [row] = await reader.named(`Statistics.${of}`).rows<StatisticsRow>(
        statementOf({
          subject: SUBJECTS[of],
          by,
          where: allOf(whereOf(filter, (part) => statisticsConditions(of, part))),
          having: allOf(whereOf(having, (part) => groupConditions(part, by), 'having')),
          empty: args.includeEmpty ? (filter ?? {}) : null,
          first,
          ...selected,
        }),
      );
      return row!;
    },
  };
}
