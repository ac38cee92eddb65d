import type { Context } from '#kernel/context';
import { selectedPaths } from '#kernel/graphql';
import type { GraphQLResolveInfo } from 'graphql';
import { Args, Ctx, Directive, Info, Query, Resolver } from 'type-graphql';
import { answerOf } from './statistics.answer.js';
import { DEFAULT_GROUPS, StatisticsArgs } from './statistics.input.js';
import { MEASURES } from './statistics.measure.js';
import { Statistics } from './statistics.type.js';
import type { Stores } from '../stores.js';

/** Fields that need a measure of their group. */
const ALSO = { authorities: ['authoritiesPer100000'] } as Readonly<Record<string, readonly string[]>>;

/** Cost beside the groups: it reads all rows of its subject, in up to two seconds. */
const COST = 1_000;

@Resolver(() => Statistics)
export class StatisticsResolver {
  @Query(() => Statistics, {
    nullable: true,
    description:
      'How many partnerships, expertises, French authorities, requests, events or calls there are by one to three dimensions, with sums, shares and how much is known; what has no value, such as a partnership that is not classified, is a group of its own (statistiques).',
  })
  @Directive(`@cost(weight: ${COST})`)
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
    const answer = await stores.statistics.read(args, {
      measures: MEASURES.filter((measure) => selected.has(measure)),
      measuresOfGroups: MEASURES.filter((measure) =>
        [measure, ...(ALSO[measure] ?? [])].some((field) => selected.has(`groups.${field}`)),
      ),
      absence: selected.has('absence'),
      within: selected.has('groups.sharesWithin'),
      things: selected.has('coverage.things'),
      known: selected.has('coverage.known'),
      byConfidence: selected.has('coverage.byConfidence'),
    });
    return {
      ...answerOf(args, answer),
      absence: answer.absence,
      get freshness() {
        return stores.freshness.freshnessOf(answer.positions ?? []);
      },
    };
  }
}
