import { DateScalar, MAX_PAGE, Paged, badUserInput, requireId, type Context } from '#kernel';
import { Arg, Args, Ctx, Directive, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';
import type { CountryGroupEntity, CountryGroupTermEntity } from './country-group.entity.js';
import { CountryGroupsArgs } from './country-group.input.js';
import { CountryGroup, CountryGroupConnection, CountryGroupTerm } from './country-group.type.js';
import { Country } from './country.type.js';
import { Authority } from './references/authority.type.js';
import type { Stores } from './stores.js';

@Resolver(() => CountryGroup)
export class CountryGroupResolver {
  @Query(() => CountryGroup, { nullable: true, description: 'One country group, by its code or its id; null when there is none.' })
  countryGroup(
    @Ctx() { stores }: Context<Stores>,
    @Arg('code', () => ID, { nullable: true, description: 'Its code, such as `MG` or `SAHEL`.' }) code?: string | null,
    @Arg('id', () => ID, { nullable: true, description: 'Its id.' }) id?: string | null,
  ) {
    if ((code == null) === (id == null)) throw badUserInput({ argument: 'code', expected: 'exactly one of code and id' });
    return code != null ? stores.groups.byCode.load(code) : stores.groups.byId.load(requireId('CountryGroup', id!));
  }

  @Query(() => CountryGroupConnection, { description: 'Country groups, filtered and ordered (groupes-pays).' })
  @Paged()
  countryGroups(@Args(() => CountryGroupsArgs) args: CountryGroupsArgs, @Ctx() { stores }: Context<Stores>) {
    return stores.groups.page(args);
  }

  @FieldResolver(() => [Country], { description: 'The countries that it is about, one or more.' })
  countries(@Root() group: CountryGroupEntity, @Ctx() { stores }: Context<Stores>) {
    return stores.countries.byCode.loadMany(group.countryCodes);
  }

  @FieldResolver(() => [CountryGroupTerm], {
    description: 'Who was seen in a role of the group, the latest first; those without a date come last (mandats).',
  })
  @Directive('@listSize(assumedSize: 20, slicingArguments: ["first"], requireOneSlicingArgument: false)')
  async terms(
    @Root() group: CountryGroupEntity,
    @Ctx() { stores }: Context<Stores>,
    @Arg('first', () => Int, { defaultValue: 20, description: `How many at most: 1 to ${MAX_PAGE}.` }) first: number,
  ) {
    if (first < 1 || first > MAX_PAGE) throw badUserInput({ argument: 'first', expected: `a number from 1 to ${MAX_PAGE}` });
    return (await stores.groups.terms.load(group.code)).slice(0, first);
  }

  @FieldResolver(() => CountryGroupTerm, {
    nullable: true,
    description:
      'The latest president whom a source saw on or before a day (présidence); a term may have ended since it was seen. Null when no source names a president by then: see `terms` for other roles.',
  })
  presidency(
    @Root() group: CountryGroupEntity,
    @Ctx() { stores }: Context<Stores>,
    @Arg('on', () => DateScalar, {
      nullable: true,
      description: 'The day; today in Europe/Paris when absent. A term seen in a year or a month counts from its first day.',
    })
    on?: string | null,
  ) {
    return stores.groups.presidency(group.code, on ?? null);
  }

  @FieldResolver(() => [Authority], {
    nullable: true,
    description:
      'Authorities of which a representative holds or held a role in the group, the latest seen first (collectivités représentées). Lists of members are not published: there are more.',
  })
  async members(@Root() group: CountryGroupEntity, @Ctx() { stores }: Context<Stores>) {
    const terms = await stores.groups.terms.load(group.code);
    return [...new Set(terms.flatMap((term) => term.authorityId ?? []))].map((id) => ({ id }));
  }
}

@Resolver(() => CountryGroupTerm)
export class CountryGroupTermResolver {
  @FieldResolver(() => CountryGroup, { description: 'The group.' })
  group(@Root() term: CountryGroupTermEntity, @Ctx() { stores }: Context<Stores>) {
    return stores.groups.byCode.load(term.groupCode);
  }

  @FieldResolver(() => Authority, { nullable: true, description: 'The authority that the elected member represents; null when the source names none.' })
  authority(@Root() term: CountryGroupTermEntity) {
    return term.authorityId === null ? null : { id: term.authorityId };
  }
}

@Resolver(() => Authority)
export class AuthorityCountryGroupsResolver {
  @FieldResolver(() => [CountryGroup], {
    nullable: true,
    description:
      'Country groups in which one of its representatives holds or held a role, the latest seen first (groupes-pays). Lists of members are not published: it may belong to others.',
  })
  async countryGroups(@Root() authority: Authority, @Ctx() { stores }: Context<Stores>) {
    const terms = await stores.groups.termsOfAuthority.load(authority.id);
    return stores.groups.byCode.loadMany([...new Set(terms.map((term) => term.groupCode))]);
  }

  @FieldResolver(() => [CountryGroupTerm], {
    nullable: true,
    description: 'Roles that its representatives hold or held in country groups, the latest seen first (mandats).',
  })
  countryGroupTerms(@Root() authority: Authority, @Ctx() { stores }: Context<Stores>) {
    return stores.groups.termsOfAuthority.load(authority.id);
  }
}
