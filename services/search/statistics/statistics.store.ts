import type { StoreTools } from '#kernel/context';
import { allOf, sql } from '#kernel/database';
import { badUserInput, expected } from '#kernel/errors';
import {
  cursorValues,
  pageOfRows,
  rangeCondition,
  refuseUnknownCodes,
  unknownCodes,
  whereOf,
  type Slice,
} from '#kernel/lists';
import { CODE_KINDS, codesOf } from '../authorities/filter-codes.js';
import { statisticsAbsence } from './statistics.absence.js';
import { statisticsConditions } from './statistics.conditions.js';
import { dimensionsOf, quoted, type Dimension } from './statistics.dimension.js';
import { isClosed } from './statistics.empty.js';
import {
  DEFAULT_GROUPS,
  MAX_DIMENSIONS,
  MAX_GROUPS,
  type StatisticsArgs,
  type StatisticsGroupFilter,
} from './statistics.input.js';
import { hasMeasure } from './statistics.measure.js';
import { statisticsQueue } from './statistics.queue.js';
import {
  statementOf,
  type Selected,
  type StatisticsGroupRow,
  type StatisticsRow,
} from './statistics.statement.js';
import { SUBJECTS, has } from './statistics.subject.js';

/** @throws BAD_USER_INPUT unless `by` has one to MAX_DIMENSIONS different dimensions of the subject */
function checkDimensions({ of, by, includeEmpty }: StatisticsArgs): void {
  if (by.length < 1 || by.length > MAX_DIMENSIONS || new Set(by).size < by.length)
    throw badUserInput({ argument: 'by', expected: expected('DIMENSIONS', { max: MAX_DIMENSIONS }) });
  const available = dimensionsOf(SUBJECTS[of]);
  if (by.some((dimension) => !available.includes(dimension)))
    throw badUserInput({
      argument: 'by',
      expected: expected('DIMENSIONS_OF', { subject: of, dimensions: available.join(', ') }),
    });
  if (by.includes('THEME') && by.includes('THEME_TREE'))
    throw badUserInput({
      argument: 'by',
      expected: expected('NOT_BOTH', { one: 'THEME', other: 'THEME_TREE' }),
    });
  if (includeEmpty && (by.length > 1 || !by.every(isClosed))) {
    const closed = available.filter(isClosed).join(', ');
    throw badUserInput({
      argument: 'includeEmpty',
      expected: expected('ONE_DIMENSION', { dimensions: closed }),
    });
  }
}

/** @throws BAD_USER_INPUT */
function sliceOf({ first, after }: StatisticsArgs): Slice {
  const limit = first ?? DEFAULT_GROUPS;
  if (limit < 1 || limit > MAX_GROUPS)
    throw badUserInput({ argument: 'first', expected: expected('NUMBER', { min: 1, max: MAX_GROUPS }) });
  return { limit, backward: false, cursor: after ?? null };
}

/** Conditions on a group `g`. */
function groupConditions({ count, hasExpertise }: StatisticsGroupFilter, by: readonly Dimension[]) {
  const conditions = rangeCondition(sql`g.count`, count);
  if (hasExpertise === undefined) return conditions;
  const theme = by.find((dimension) => dimension === 'THEME' || dimension === 'THEME_TREE');
  if (!theme)
    throw badUserInput({
      argument: 'having.hasExpertise',
      expected: expected('EITHER_IN_BY', { one: 'THEME', other: 'THEME_TREE' }),
    });
  return [
    ...conditions,
    sql`EXISTS (SELECT FROM expertise e WHERE e.theme_code = g.${quoted(theme)}) = ${hasExpertise}`,
  ];
}

export function statisticsStore({ reader, cursors }: StoreTools) {
  const inQueue = statisticsQueue();
  return {
    /**
     * @param selected expensive parts that are selected; those that the subject does not have are left out
     * @throws BAD_USER_INPUT for dimensions or conditions that the subject does not have, codes that do not exist, `first`
     * outside 1 to MAX_GROUPS, or a cursor of another statistic; TIMEOUT when those before it in the operation took too long
     */
    async read(args: StatisticsArgs, selected: Selected & { absence: boolean }) {
      const { of, by, filter, having, includeEmpty } = args;
      checkDimensions(args);
      const slice = sliceOf(args);
      const subject = SUBJECTS[of];
      const orderBy = args.orderBy ?? 'COUNT';
      const mark = cursors.listMark([
        'Statistics',
        of,
        by,
        filter ?? {},
        having ?? {},
        includeEmpty ?? false,
        orderBy,
      ]);
      const where = allOf(whereOf(filter, (part) => statisticsConditions(of, part)));
      const statement = statementOf({
        subject,
        by,
        where,
        having: allOf(whereOf(having, (part) => groupConditions(part, by), 'having')),
        empty: includeEmpty ? (filter ?? {}) : null,
        orderBy,
        after: cursorValues(cursors, mark, slice),
        limit: slice.limit + 1,
        selected: {
          ...selected,
          measures: selected.measures.filter((measure) => hasMeasure(subject, measure)),
          measuresOfGroups: selected.measuresOfGroups.filter((measure) => hasMeasure(subject, measure)),
          byConfidence: selected.byConfidence && has(subject, 'CONFIDENCE'),
        },
        unknown: unknownCodes(codesOf(filter ?? {}), CODE_KINDS),
      });
      return inQueue(async () => {
        const [row] = await reader.named(`Statistics.${of}`).rows<StatisticsRow>(statement);
        refuseUnknownCodes(row!.unknown, CODE_KINDS);
        return {
          ...row!,
          absence: selected.absence ? await statisticsAbsence(args, row!, reader) : null,
          page: pageOfRows<StatisticsGroupRow>(row!.groups ?? [], slice, cursors, mark),
        };
      });
    },
  };
}
