import type { Context } from '#kernel/context';
import { badUserInput, expected } from '#kernel/errors';
import { Paged } from '#kernel/lists';
import { DateScalar, requireId } from '#kernel/values';
import { dayInParis } from '#vocabulary';
import { Arg, Args, Ctx, FieldResolver, Float, ID, Query, Resolver, Root } from 'type-graphql';
import type { CallForProjectsEntity, CampaignEntity } from './call.entity.js';
import { CallsForProjectsArgs, CampaignsArgs } from './call.input.js';
import { callsOfCountry, callsOfTheme } from './call.store.js';
import { CallForProjects, CallForProjectsConnection, Campaign, CampaignConnection } from './call.type.js';
import { Country } from '../references/country.type.js';
import { Theme } from '../references/theme.type.js';
import type { Stores } from '../stores.js';

@Resolver(() => CallForProjects)
export class CallForProjectsResolver {
  @Query(() => CallForProjects, {
    nullable: true,
    description: 'One call for projects, by its code or its id; null when there is none.',
  })
  callForProjects(
    @Ctx() { stores }: Context<Stores>,
    @Arg('code', () => ID, { nullable: true, description: 'Its code, such as `AAP-GEN-2024-2026`.' })
    code?: string | null,
    @Arg('id', () => ID, { nullable: true, description: 'Its id.' }) id?: string | null,
  ) {
    if ((code == null) === (id == null))
      throw badUserInput({ argument: 'code', expected: expected('EXACTLY_ONE', { names: 'code, id' }) });
    return code != null
      ? stores.calls.byCode.load(code)
      : stores.calls.byId.load(requireId('CallForProjects', id!));
  }

  @Query(() => CallForProjectsConnection, {
    description: 'Calls for projects of the foreign ministry, filtered and ordered (appels à projets).',
  })
  @Paged()
  callsForProjects(
    @Args(() => CallsForProjectsArgs) args: CallsForProjectsArgs,
    @Ctx() { stores }: Context<Stores>,
  ) {
    return stores.calls.page(args);
  }

  @FieldResolver(() => [Country], {
    nullable: true,
    description:
      'Countries in which projects may take place (pays éligibles). Empty: any country; for a label session, none.',
  })
  countries(@Root() call: CallForProjectsEntity) {
    return call.countryCodes.map((code) => ({ code }));
  }

  @FieldResolver(() => [Theme], {
    nullable: true,
    description:
      'Themes of the call (thématiques); empty when the source names none: a general call is then open to all.',
  })
  themes(@Root() call: CallForProjectsEntity) {
    return call.themeCodes.map((code) => ({ code }));
  }

  @FieldResolver(() => Boolean, {
    nullable: true,
    description:
      'Whether files are received on a day (ouvert); null when an unknown opening or closing day does not allow an answer.',
  })
  isOpen(
    @Root() { opensOn, closesOn }: CallForProjectsEntity,
    @Arg('on', () => DateScalar, {
      nullable: true,
      description: 'The day; today in Europe/Paris when absent.',
    })
    on?: string | null,
  ) {
    const day = on ?? dayInParis();
    if ((opensOn !== null && day < opensOn) || (closesOn !== null && day > closesOn)) return false;
    return opensOn === null || closesOn === null ? null : true;
  }
}

@Resolver(() => Campaign)
export class CampaignResolver {
  @Query(() => Campaign, {
    nullable: true,
    description: 'One campaign, by its code or its id; null when there is none.',
  })
  campaign(
    @Ctx() { stores }: Context<Stores>,
    @Arg('code', () => ID, { nullable: true, description: 'Its code, such as `CAMPAIGN-2024`.' })
    code?: string | null,
    @Arg('id', () => ID, { nullable: true, description: 'Its id.' }) id?: string | null,
  ) {
    if ((code == null) === (id == null))
      throw badUserInput({ argument: 'code', expected: expected('EXACTLY_ONE', { names: 'code, id' }) });
    return code != null
      ? stores.calls.campaign.load(code)
      : stores.calls.campaignById.load(requireId('Campaign', id!));
  }

  @Query(() => CampaignConnection, {
    description: 'Campaigns, with applications and laureates by year (campagnes d’appels à projets).',
  })
  @Paged()
  campaigns(@Args(() => CampaignsArgs) args: CampaignsArgs, @Ctx() { stores }: Context<Stores>) {
    return stores.calls.campaignPage(args);
  }

  @FieldResolver(() => Float, {
    nullable: true,
    description:
      'Laureates divided by applications, from 0 to 1 (taux de succès); null unless both numbers are published.',
  })
  successRate(@Root() { laureatesCount, applications }: CampaignEntity) {
    return laureatesCount === null || !applications ? null : laureatesCount / applications;
  }
}

@Resolver(() => Country)
export class CountryCallsForProjectsResolver {
  @FieldResolver(() => CallForProjectsConnection, {
    nullable: true,
    description:
      'Calls under which a project in the country may be filed, also those open to any country (appels à projets); no label sessions.',
  })
  @Paged()
  callsForProjects(
    @Root() country: Country,
    @Args(() => CallsForProjectsArgs) args: CallsForProjectsArgs,
    @Ctx() { stores }: Context<Stores>,
  ) {
    return stores.calls.page(args, callsOfCountry(country.code));
  }
}

@Resolver(() => Theme)
export class ThemeCallsForProjectsResolver {
  @FieldResolver(() => CallForProjectsConnection, {
    nullable: true,
    description:
      'Calls under which a project in this theme or one below it may be filed, also general calls, open to all themes (appels à projets).',
  })
  @Paged()
  async callsForProjects(
    @Root() theme: Theme,
    @Args(() => CallsForProjectsArgs) args: CallsForProjectsArgs,
    @Ctx() { stores }: Context<Stores>,
  ) {
    return stores.calls.page(args, callsOfTheme(theme.code, await stores.themes.subtree(theme.code)));
  }
}
