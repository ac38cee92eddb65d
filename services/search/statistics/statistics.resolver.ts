import type { Context } from '#kernel/context';
import { selectedPaths } from '#kernel/graphql';
import type { GraphQLResolveInfo } from 'graphql';
import { Args, Ctx, Directive, Info, Query, Resolver } from 'type-graphql';
import { DEFAULT_GROUPS, StatisticsArgs } from './statistics.input.js';
import type { StatisticsGroupRow } from './statistics.statement.js';
import { SOURCES, type Dimension } from './statistics.subject.js';
import { Statistics } from './statistics.type.js';
import type { Stores } from '../stores.js';

const byCode = (code: unknown) => (code == null ? null : { code });
const per100000 = (number: number | null, population: number | null) =>
  number === null || !population ? null : (number / population) * 100_000;

function groupOf(by: readonly Dimension[], total: number, row: StatisticsGroupRow) {
  const value = (dimension: Dimension) => row.values[by.indexOf(dimension)] ?? null;
  const theme = by.find((dimension) => SOURCES[dimension] === 'theme');
  return {
    country: byCode(value('COUNTRY')),
    worldRegion: value('WORLD_REGION'),
    worldSubRegion: value('WORLD_SUB_REGION'),
    theme: byCode(value('THEME') ?? value('THEME_TREE')),
    themeHead: byCode(value('THEME_HEAD')),
    isClassified: theme ? value(theme) !== null : null,
    region: byCode(value('REGION')),
    authorityKind: value('AUTHORITY_KIND'),
    kind: value('KIND'),
    status: value('STATUS'),
    year: value('YEAR'),
    missing: by.filter((dimension) => value(dimension) === null),
    count: row.count,
    share: total ? row.count / total : 0,
    authorities: row.authorities,
    population: row.population,
    countPer100000: per100000(row.count, row.population),
    authoritiesPer100000: per100000(row.authorities, row.population),
  };
}

@Resolver(() => Statistics)
export class StatisticsResolver {
  @Query(() => Statistics, {
    nullable: true,
    description:
      'How many partnerships, expertises, requests, events or calls there are by one to three dimensions, the largest groups first; what has no value, such as a partnership that is not classified, is a group of its own (statistiques).',
  })
  @Directive(
    `@listSize(assumedSize: ${DEFAULT_GROUPS}, slicingArguments: ["first"], sizedFields: ["groups"], requireOneSlicingArgument: false)`,
  )
  async statistics(
    @Args(() => StatisticsArgs) args: StatisticsArgs,
    @Info() info: GraphQLResolveInfo,
    @Ctx() { stores }: Context<Stores>,
  ) {
    await stores.freshness.atLeast(args.asOf);
    const selected = selectedPaths(info);
    const { total, authorities, groupsCount, groups, positions } = await stores.statistics.read(args, {
      authorities: selected.has('authorities'),
      authoritiesOfGroups: selected.has('groups.authorities') || selected.has('groups.authoritiesPer100000'),
    });
    return {
      total,
      authorities,
      groupsCount,
      groups: (groups ?? []).map((row) => groupOf(args.by, total, row)),
      get freshness() {
        return stores.freshness.freshnessOf(positions ?? []);
      },
    };
  }
}
