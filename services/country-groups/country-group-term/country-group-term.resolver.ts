import type { Context } from '#kernel/context';
import { Paged } from '#kernel/lists';
import { requireId } from '#kernel/values';
import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import type { CountryGroupTermEntity } from './country-group-term.entity.js';
import { CountryGroupTermsArgs } from './country-group-term.input.js';
import { termsOfAuthority, termsOfGroup } from './country-group-term.store.js';
import { CountryGroupTerm, CountryGroupTermConnection } from './country-group-term.type.js';
import type { CountryGroupEntity } from '../country-group/country-group.entity.js';
import { CountryGroup } from '../country-group/country-group.type.js';
import { Authority } from '../references/authority.type.js';
import type { Stores } from '../stores.js';

@Resolver(() => CountryGroupTerm)
export class CountryGroupTermResolver {
  @Query(() => CountryGroupTerm, {
    nullable: true,
    description: 'One term in a country group; null when there is none (mandat).',
  })
  countryGroupTerm(
    @Arg('id', () => ID, { description: 'Its id.' }) id: string,
    @Ctx() { stores }: Context<Stores>,
  ) {
    return stores.terms.byId.load(requireId('CountryGroupTerm', id));
  }

  @Query(() => CountryGroupTermConnection, {
    description: 'Terms in country groups, filtered and ordered, the most recent first by default (mandats).',
  })
  @Paged()
  countryGroupTerms(
    @Args(() => CountryGroupTermsArgs) args: CountryGroupTermsArgs,
    @Ctx() { stores }: Context<Stores>,
  ) {
    return stores.terms.page(args);
  }

  @FieldResolver(() => CountryGroup, { description: 'The group.' })
  group(@Root() term: CountryGroupTermEntity, @Ctx() { stores }: Context<Stores>) {
    return stores.groups.byCode.load(term.groupCode);
  }

  @FieldResolver(() => Authority, {
    nullable: true,
    description: 'The authority that the elected member represents; null when the source names none.',
  })
  authority(@Root() term: CountryGroupTermEntity) {
    return term.authorityId === null ? null : { id: term.authorityId };
  }
}

@Resolver(() => CountryGroup)
export class CountryGroupTermsResolver {
  @FieldResolver(() => CountryGroupTermConnection, {
    description: 'Terms in the group, the most recent first by default (mandats).',
  })
  @Paged()
  terms(
    @Root() group: CountryGroupEntity,
    @Args(() => CountryGroupTermsArgs) args: CountryGroupTermsArgs,
    @Ctx() { stores }: Context<Stores>,
  ) {
    return stores.terms.page(args, termsOfGroup(group.code));
  }
}

@Resolver(() => Authority)
export class AuthorityCountryGroupTermsResolver {
  @FieldResolver(() => CountryGroupTermConnection, {
    nullable: true,
    description:
      'Roles that its representatives hold or held in country groups, the most recent first by default (mandats).',
  })
  @Paged()
  countryGroupTerms(
    @Root() authority: Authority,
    @Args(() => CountryGroupTermsArgs) args: CountryGroupTermsArgs,
    @Ctx() { stores }: Context<Stores>,
  ) {
    return stores.terms.page(args, termsOfAuthority(authority.id));
  }
}
