import type { Context } from '#kernel';
import { Args, Ctx, Query, Resolver } from 'type-graphql';
import { PartnershipStatisticsArgs } from './partnership-statistics.input.js';
import type { PartnershipGroupRow } from './partnership-statistics.store.js';
import { PartnershipStatistics } from './partnership-statistics.type.js';
import type { Stores } from './stores.js';

const byCode = (code: string | null | undefined) => (code == null ? null : { code });

@Resolver(() => PartnershipStatistics)
export class PartnershipStatisticsResolver {
  @Query(() => PartnershipStatistics, {
    nullable: true,
    description:
      'How many partnerships there are by one or two dimensions, the largest groups first (statistiques des partenariats). A partnership with several themes counts once in the group of each, so that shares may add up to more than 1.',
  })
  async partnershipStatistics(
    @Args(() => PartnershipStatisticsArgs) args: PartnershipStatisticsArgs,
    @Ctx() { stores }: Context<Stores>,
  ) {
    const { total, authorities, groupsCount, groups } = await stores.partnershipStatistics.read(args);
    return {
      total,
      authorities,
      groupsCount,
      groups: groups.map((group: PartnershipGroupRow) => ({
        country: byCode(group.COUNTRY),
        theme: byCode(group.THEME),
        isClassified: group.THEME === undefined ? null : group.THEME !== null,
        kind: group.KIND,
        status: group.STATUS,
        startYear: group.START_YEAR,
        region: byCode(group.REGION),
        authorityKind: group.AUTHORITY_KIND,
        count: group.count,
        share: group.count / total,
        authorities: group.authorities,
      })),
    };
  }
}
