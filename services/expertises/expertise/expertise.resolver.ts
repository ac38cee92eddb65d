import { ABSENCE_COST, ABSENCE_DESCRIPTION, Absence } from '#vocabulary';
import type { Context } from '#kernel/context';
import { Paged } from '#kernel/lists';
import { requireId } from '#kernel/values';
import { Arg, Args, Ctx, Directive, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { expertiseAbsence, type Filtered } from '../absence.js';
import type { ExpertiseEntity } from './expertise.entity.js';
import { ExpertisesArgs, type ExpertiseFilter } from './expertise.input.js';
import { ofAuthority, ofCountry, ofTheme, ofEvidence } from './expertise.store.js';
import { Expertise, ExpertiseConnection } from './expertise.type.js';
import { Authority } from '../references/authority.type.js';
import { Country } from '../references/country.type.js';
import { Partnership } from '../references/partnership.type.js';
import type { Stores } from '../stores.js';
import type { ThemeEntity } from '../theme/theme.entity.js';
import { Theme } from '../theme/theme.type.js';

@Resolver(() => Expertise)
export class ExpertiseResolver {
  @Query(() => Expertise, { nullable: true, description: 'One expertise; null when there is none.' })
  expertise(@Arg('id', () => ID, { description: 'Its id.' }) id: string, @Ctx() { stores }: Context<Stores>) {
    return stores.expertises.byId.load(requireId('Expertise', id));
  }

  @Query(() => ExpertiseConnection, {
    description:
      'Expertises of French authorities, by theme and the themes below it, by country, by basis (expertises). The main question of this graph.',
  })
  @Paged()
  expertises(@Args(() => ExpertisesArgs) args: ExpertisesArgs, @Ctx() { stores }: Context<Stores>) {
    return stores.expertises.page(args);
  }

  @FieldResolver(() => Theme, { description: 'Its theme.' })
  theme(@Root() expertise: ExpertiseEntity, @Ctx() { stores }: Context<Stores>) {
    return stores.themes.byCode.load(expertise.themeCode);
  }

  @FieldResolver(() => Authority, { nullable: true, description: 'The authority that holds it.' })
  authority(@Root() expertise: ExpertiseEntity) {
    return { id: expertise.authorityId };
  }

  @FieldResolver(() => [Country], {
    description:
      'Countries in which this expertise was practised: by its evidence, or by declaration of the authority where `provenance` has the confidence DECLARED (pays d’expérience).',
  })
  countriesOfExperience(@Root() expertise: ExpertiseEntity) {
    return expertise.countryCodes.map((code) => ({ code }));
  }

  @FieldResolver(() => [Country], {
    description:
      'Countries in which the authority has a partnership that no source calls ended, in this theme or another, and those of this expertise, over or not: the filter `country` asks for ties of today (pays où la collectivité est ou a été présente).',
  })
  countriesOfAuthority(@Root() expertise: ExpertiseEntity) {
    return expertise.authorityCountryCodes.map((code) => ({ code }));
  }

  @FieldResolver(() => [Partnership], {
    description: 'Partnerships that are evidence of it; none for a declared expertise (preuves).',
  })
  evidence(@Root() expertise: ExpertiseEntity) {
    return expertise.evidenceIds.map((id) => ({ id }));
  }
}

@Resolver(() => ExpertiseConnection)
export class ExpertiseAbsenceResolver {
  @Directive(ABSENCE_COST)
  @FieldResolver(() => Absence, {
    nullable: true,
    description: ABSENCE_DESCRIPTION,
  })
  absence(@Root() page: Filtered<ExpertiseFilter>, @Ctx() { stores }: Context<Stores>) {
    return expertiseAbsence(page, stores);
  }
}

@Resolver(() => Authority)
export class AuthorityExpertisesResolver {
  @FieldResolver(() => ExpertiseConnection, { nullable: true, description: 'Expertises that it holds.' })
  @Paged()
  expertises(
    @Root() authority: Authority,
    @Args(() => ExpertisesArgs) args: ExpertisesArgs,
    @Ctx() { stores }: Context<Stores>,
  ) {
    return stores.expertises.page(args, ofAuthority(authority.id));
  }
}

@Resolver(() => Country)
export class CountryExpertisesResolver {
  @FieldResolver(() => ExpertiseConnection, {
    nullable: true,
    description:
      'Expertises of the authorities that work in the country today, as `expertises(filter: { country })` finds them.',
  })
  @Paged()
  expertises(
    @Root() country: Country,
    @Args(() => ExpertisesArgs) args: ExpertisesArgs,
    @Ctx() { stores }: Context<Stores>,
  ) {
    return stores.expertises.page(args, ofCountry(country.code));
  }
}

@Resolver(() => Theme)
export class ThemeExpertisesResolver {
  @FieldResolver(() => ExpertiseConnection, {
    description: 'Expertises in this theme and in those below it.',
  })
  @Paged()
  expertises(
    @Root() theme: ThemeEntity,
    @Args(() => ExpertisesArgs) args: ExpertisesArgs,
    @Ctx() { stores }: Context<Stores>,
  ) {
    return stores.expertises.page(args, ofTheme(theme.code));
  }
}

@Resolver(() => Partnership)
export class PartnershipExpertisesResolver {
  @FieldResolver(() => ExpertiseConnection, {
    nullable: true,
    description: 'Expertises of which it is evidence.',
  })
  @Paged()
  expertises(
    @Root() partnership: Partnership,
    @Args(() => ExpertisesArgs) args: ExpertisesArgs,
    @Ctx() { stores }: Context<Stores>,
  ) {
    return stores.expertises.page(args, ofEvidence(partnership.id));
  }
}
