import type { Context } from '#kernel/context';
import { badUserInput, expected } from '#kernel/errors';
import { Paged } from '#kernel/lists';
import { DateScalar, requireId } from '#kernel/values';
import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { CountryGroupTerm } from '../country-group-term/country-group-term.type.js';
import type { CountryGroupEntity } from './country-group.entity.js';
import { CountryGroupsArgs } from './country-group.input.js';
import { CountryGroup, CountryGroupConnection } from './country-group.type.js';
import { Country } from '../country/country.type.js';
import { Authority } from '../references/authority.type.js';
import type { Stores } from '../stores.js';

@Resolver(() => CountryGroup)
export class CountryGroupResolver {
  @Query(() => CountryGroup, {
    nullable: true,
    description: 'One country group, by its code or its id; null when there is none.',
  })
  countryGroup(
    @Ctx() { stores }: Context<Stores>,
    @Arg('code', () => ID, { nullable: true, description: 'Its code, such as `MG` or `SAHEL`.' })
    code?: string | null,
    @Arg('id', () => ID, { nullable: true, description: 'Its id.' }) id?: string | null,
  ) {
    if ((code == null) === (id == null))
      throw badUserInput({ argument: 'code', expected: expected('EXACTLY_ONE', { names: 'code, id' }) });
    return code != null
      ? stores.groups.byCode.load(code)
      : stores.groups.byId.load(requireId('CountryGroup', id!));
  }

  @Query(() => CountryGroupConnection, {
    description: 'Country groups, filtered and ordered (groupes-pays).',
  })
  @Paged()
  countryGroups(@Args(() => CountryGroupsArgs) args: CountryGroupsArgs, @Ctx() { stores }: Context<Stores>) {
    return stores.groups.page(args);
  }

  @FieldResolver(() => [Country], { description: 'The countries that it is about, one or more.' })
  countries(@Root() group: CountryGroupEntity, @Ctx() { stores }: Context<Stores>) {
    return stores.countries.byCode.loadMany(group.countryCodes);
  }

  @FieldResolver(() => CountryGroupTerm, {
    nullable: true,
    description:
      'Latest president known on a day (présidence); without a known last day the term may have ended since. Null when no president is known on that day or the last term had ended; `terms` has the other roles.',
  })
  presidency(
    @Root() group: CountryGroupEntity,
    @Ctx() { stores }: Context<Stores>,
    @Arg('on', () => DateScalar, {
      nullable: true,
      description:
        'The day; today in Europe/Paris when absent. A term dated by a year or a month counts from its first day.',
    })
    on?: string | null,
  ) {
    return stores.terms.presidency(group.code, on ?? null);
  }

  @FieldResolver(() => [Authority], {
    nullable: true,
    description:
      'Authorities with a representative who holds or held a role in the group, the most recent first (collectivités représentées). Lists of members are not published: the group has more members.',
  })
  representedAuthorities(@Root() group: CountryGroupEntity, @Ctx() { stores }: Context<Stores>) {
    return stores.terms.authoritiesOfGroup.load(group.code);
  }
}

@Resolver(() => Authority)
export class AuthorityCountryGroupsResolver {
  @FieldResolver(() => [CountryGroup], {
    nullable: true,
    description:
      'Country groups in which one of its representatives holds or held a role, the most recent first (groupes-pays). Lists of members are not published: it may belong to others.',
  })
  async countryGroups(@Root() authority: Authority, @Ctx() { stores }: Context<Stores>) {
    const groups = await stores.terms.groupsOfAuthority.load(authority.id);
    return stores.groups.byCode.loadMany(groups.map(({ code }) => code));
  }
}
