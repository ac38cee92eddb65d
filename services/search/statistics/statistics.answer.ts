import type { Page } from '#kernel/lists';
import { THRESHOLDS } from '../authorities/population-condition.js';
import { DATASET } from '../references/dataset.type.js';
import { isThemed, type Dimension } from './statistics.dimension.js';
import type { StatisticsArgs } from './statistics.input.js';
import { MEASURES, hasMeasure, type Measure, type Measures, type Summary } from './statistics.measure.js';
import type { StatisticsGroupRow, StatisticsRow } from './statistics.statement.js';
import { SUBJECTS, type Subject } from './statistics.subject.js';

const byCode = (code: unknown) => (code == null ? null : { code });
const byId = (id: unknown) => (id == null ? null : { id });
const shareOf = (count: number, total: number) => (total ? count / total : 0);
const per100000 = (number: number | null, population: number | null) =>
  number === null || !population ? null : (number / population) * 100_000;

const NOTHING: Summary = {
  known: 0,
  sum: null,
  average: null,
  median: null,
  minimum: null,
  maximum: null,
};
const isCount = (measure: Measure) => measure !== 'inhabitants' && measure !== 'amountEur';

/** Measures as fields: null for those that the subject does not have, zero where there is nothing to measure. */
function measureFieldsOf(subject: Subject, measures: Measures | null) {
  const fields = MEASURES.map((measure) => {
    if (!hasMeasure(subject, measure)) return [measure, null] as const;
    return [measure, measures?.[measure] ?? (isCount(measure) ? 0 : NOTHING)] as const;
  });
  return Object.fromEntries(fields) as Record<Measure, number | Summary | null>;
}

function sizeClassOf(from: unknown) {
  if (from == null) return null;
  return { from, below: THRESHOLDS.find((step) => step > Number(from)) ?? null };
}

function groupOf({ of, by }: StatisticsArgs, total: number, row: StatisticsGroupRow) {
  const value = (dimension: Dimension) => row.values[by.indexOf(dimension)] ?? null;
  const theme = by.find(isThemed);
  const measures = measureFieldsOf(SUBJECTS[of], row.measures);
  return {
    country: byCode(value('COUNTRY')),
    worldRegion: value('WORLD_REGION'),
    worldSubRegion: value('WORLD_SUB_REGION'),
    countryGroup: byCode(value('COUNTRY_GROUP')),
    theme: byCode(value('THEME') ?? value('THEME_TREE')),
    themeHead: byCode(value('THEME_HEAD')),
    isClassified: theme ? value(theme) !== null : null,
    region: byCode(value('REGION')),
    department: byCode(value('DEPARTMENT')),
    authorityKind: value('AUTHORITY_KIND'),
    sizeClass: sizeClassOf(value('SIZE_CLASS')),
    authority: byId(value('AUTHORITY')),
    foreignAuthority: byId(value('FOREIGN_AUTHORITY')),
    language: value('LANGUAGE'),
    label: byCode(value('LABEL')),
    source: value('SOURCE'),
    confidence: value('CONFIDENCE'),
    kind: value('KIND'),
    status: value('STATUS'),
    year: value('YEAR'),
    decade: value('DECADE'),
    missing: by.filter((dimension) => value(dimension) === null),
    count: row.count,
    share: shareOf(row.count, total),
    sharesWithin: by.map((dimension, index) => {
      const within = row.within?.[index] ?? 0;
      return { dimension, of: within, share: shareOf(row.count, within) };
    }),
    ...measures,
    population: row.population,
    countPer100000: per100000(row.count, row.population),
    authoritiesPer100000: per100000(measures.authorities as number | null, row.population),
  };
}

/** Fields of a statistic, from the row of its statement and the page of its groups. */
export function answerOf(
  args: StatisticsArgs,
  {
    total,
    measures,
    groupsCount,
    things,
    known,
    byConfidence,
    page,
  }: StatisticsRow & { page: Page<StatisticsGroupRow> },
) {
  return {
    total,
    ...measureFieldsOf(SUBJECTS[args.of], measures),
    groupsCount,
    groups: page.nodes.map((row) => groupOf(args, total, row)),
    get pageInfo() {
      return page.pageInfo;
    },
    coverage: {
      things,
      known: args.by.map((dimension, index) => {
        const count = known?.[index] ?? 0;
        return { dimension, count, share: shareOf(count, total) };
      }),
      byConfidence,
      dataset: DATASET,
    },
  };
}
