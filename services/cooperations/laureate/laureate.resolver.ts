import type { Context } from '#kernel/context';
import { Paged } from '#kernel/lists';
import { requireId } from '#kernel/values';
import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { CallForProjects, Campaign } from '../call-for-projects/call.type.js';
import type { LaureateEntity } from './laureate.entity.js';
import { LaureatesArgs } from './laureate.input.js';
import {
  laureatesOfAuthority,
  laureatesOfCall,
  laureatesOfCampaign,
  laureatesOfCountry,
  laureatesOfForeignAuthority,
  laureatesOfPartnership,
  laureatesOfTheme,
} from './laureate.store.js';
import { Laureate, LaureateConnection } from './laureate.type.js';
import { Partnership } from '../partnership/partnership.type.js';
import { Authority } from '../references/authority.type.js';
import { Country } from '../references/country.type.js';
import { ForeignAuthority } from '../references/foreign-authority.type.js';
import { Theme } from '../references/theme.type.js';
import type { Stores } from '../stores.js';

@Resolver(() => Laureate)
export class LaureateResolver {
  @Query(() => Laureate, { nullable: true, description: 'One laureate; null when there is none.' })
  laureate(@Arg('id', () => ID, { description: 'Its id.' }) id: string, @Ctx() { stores }: Context<Stores>) {
    return stores.laureates.byId.load(requireId('Laureate', id));
  }

  @Query(() => LaureateConnection, {
    description: 'Laureates that are known by name, filtered and ordered (lauréats).',
  })
  @Paged()
  laureates(@Args(() => LaureatesArgs) args: LaureatesArgs, @Ctx() { stores }: Context<Stores>) {
    return stores.laureates.page(args);
  }

  @FieldResolver(() => CallForProjects, {
    nullable: true,
    description: 'The call that retained it (appel à projets); null when it is not in this graph.',
  })
  call(@Root() laureate: LaureateEntity, @Ctx() { stores }: Context<Stores>) {
    return laureate.callCode === null ? null : stores.calls.byCode.load(laureate.callCode);
  }

  @FieldResolver(() => Campaign, {
    nullable: true,
    description: 'The campaign of its year (campagne), where it is known.',
  })
  campaign(@Root() laureate: LaureateEntity, @Ctx() { stores }: Context<Stores>) {
    return laureate.campaignCode === null ? null : stores.calls.campaign.load(laureate.campaignCode);
  }

  @FieldResolver(() => [Authority], {
    nullable: true,
    description: 'The French authorities that carry it (collectivités françaises).',
  })
  frenchAuthorities(@Root() laureate: LaureateEntity) {
    return laureate.frenchAuthorityIds.map((id) => ({ id }));
  }

  @FieldResolver(() => [ForeignAuthority], {
    nullable: true,
    description: 'Their partners (autorités locales étrangères).',
  })
  foreignAuthorities(@Root() laureate: LaureateEntity) {
    return laureate.foreignAuthorityIds.map((id) => ({ id }));
  }

  @FieldResolver(() => Country, { nullable: true, description: 'The country of the partners (pays).' })
  country(@Root() laureate: LaureateEntity) {
    return { code: laureate.countryCode };
  }

  @FieldResolver(() => Partnership, {
    nullable: true,
    description: 'The partnership that it belongs to (partenariat), where it is known.',
  })
  partnership(@Root() laureate: LaureateEntity, @Ctx() { stores }: Context<Stores>) {
    return laureate.partnershipId === null ? null : stores.partnerships.byId.load(laureate.partnershipId);
  }
}

@Resolver(() => CallForProjects)
export class CallLaureatesResolver {
  @FieldResolver(() => LaureateConnection, {
    description: 'Laureates that are known by name (lauréats); `laureatesCount` counts all.',
  })
  @Paged()
  laureates(
    @Root() call: CallForProjects,
    @Args(() => LaureatesArgs) args: LaureatesArgs,
    @Ctx() { stores }: Context<Stores>,
  ) {
    return stores.laureates.page(args, laureatesOfCall(call.code));
  }
}

@Resolver(() => Campaign)
export class CampaignLaureatesResolver {
  @FieldResolver(() => LaureateConnection, {
    description: 'Laureates that are known by name (lauréats); `laureatesCount` counts all.',
  })
  @Paged()
  laureates(
    @Root() campaign: Campaign,
    @Args(() => LaureatesArgs) args: LaureatesArgs,
    @Ctx() { stores }: Context<Stores>,
  ) {
    return stores.laureates.page(args, laureatesOfCampaign(campaign.code));
  }
}

@Resolver(() => Partnership)
export class PartnershipLaureatesResolver {
  @FieldResolver(() => LaureateConnection, { description: 'Its projects that a call retained (lauréats).' })
  @Paged()
  laureates(
    @Root() partnership: Partnership,
    @Args(() => LaureatesArgs) args: LaureatesArgs,
    @Ctx() { stores }: Context<Stores>,
  ) {
    return stores.laureates.page(args, laureatesOfPartnership(partnership.id));
  }
}

@Resolver(() => Authority)
export class AuthorityLaureatesResolver {
  @FieldResolver(() => LaureateConnection, {
    nullable: true,
    description: 'Its projects that a call retained, as far as sources name them (lauréats).',
  })
  @Paged()
  laureates(
    @Root() authority: Authority,
    @Args(() => LaureatesArgs) args: LaureatesArgs,
    @Ctx() { stores }: Context<Stores>,
  ) {
    return stores.laureates.page(args, laureatesOfAuthority(authority.id));
  }
}

@Resolver(() => Country)
export class CountryLaureatesResolver {
  @FieldResolver(() => LaureateConnection, {
    nullable: true,
    description: 'Projects in the country that a call retained, as far as sources name them (lauréats).',
  })
  @Paged()
  laureates(
    @Root() country: Country,
    @Args(() => LaureatesArgs) args: LaureatesArgs,
    @Ctx() { stores }: Context<Stores>,
  ) {
    return stores.laureates.page(args, laureatesOfCountry(country.code));
  }
}

@Resolver(() => ForeignAuthority)
export class ForeignAuthorityLaureatesResolver {
  @FieldResolver(() => LaureateConnection, {
    nullable: true,
    description: 'Projects with it that a call retained, as far as sources name them (lauréats).',
  })
  @Paged()
  laureates(
    @Root() authority: ForeignAuthority,
    @Args(() => LaureatesArgs) args: LaureatesArgs,
    @Ctx() { stores }: Context<Stores>,
  ) {
    return stores.laureates.page(args, laureatesOfForeignAuthority(authority.id));
  }
}

@Resolver(() => Theme)
export class ThemeLaureatesResolver {
  @FieldResolver(() => LaureateConnection, {
    nullable: true,
    description:
      'Laureates whose partnership is in this theme or one below it (lauréats); laureates without a known partnership or theme belong to none.',
  })
  @Paged()
  async laureates(
    @Root() theme: Theme,
    @Args(() => LaureatesArgs) args: LaureatesArgs,
    @Ctx() { stores }: Context<Stores>,
  ) {
    return stores.laureates.page(args, laureatesOfTheme(theme.code, await stores.themes.subtree(theme.code)));
  }
}
