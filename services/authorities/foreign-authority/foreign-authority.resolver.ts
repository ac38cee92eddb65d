import type { Context } from '#kernel/context';
import { Paged } from '#kernel/lists';
import { requireId } from '#kernel/values';
import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { ForeignAuthoritiesArgs } from './foreign-authority.input.js';
import { ofCountry, type ForeignAuthorityRow } from './foreign-authority.store.js';
import { ForeignAuthority, ForeignAuthorityConnection } from './foreign-authority.type.js';
import { ForeignAuthorityName, namesOf } from './foreign-authority-name.type.js';
import { Country } from '../references/country.type.js';
import { Coordinates, coordinatesOf } from '../place/coordinates.type.js';
import type { Stores } from '../stores.js';

@Resolver(() => ForeignAuthority)
export class ForeignAuthorityResolver {
  @Query(() => ForeignAuthority, {
    nullable: true,
    description: 'One foreign authority; null when there is none (autorité locale étrangère).',
  })
  foreignAuthority(
    @Arg('id', () => ID, { description: 'Its id.' }) id: string,
    @Ctx() { stores }: Context<Stores>,
  ) {
    return stores.foreignAuthorities.byId.load(requireId('ForeignAuthority', id));
  }

  @Query(() => ForeignAuthorityConnection, {
    description: 'Foreign authorities, filtered and ordered (autorités locales étrangères).',
  })
  @Paged()
  foreignAuthorities(
    @Args(() => ForeignAuthoritiesArgs) args: ForeignAuthoritiesArgs,
    @Ctx() { stores }: Context<Stores>,
  ) {
    return stores.foreignAuthorities.page(args);
  }

  @FieldResolver(() => Country, { nullable: true, description: 'Its country (pays).' })
  country(@Root() authority: ForeignAuthorityRow) {
    return { code: authority.countryCode };
  }

  @FieldResolver(() => [ForeignAuthorityName], {
    description:
      'All its names, each once in a language, `name` first; by the names of cities that the Unicode CLDR has, most capitals have more than fifty (noms par langue).',
  })
  names(@Root() authority: ForeignAuthorityRow) {
    return namesOf(authority);
  }

  @FieldResolver(() => Coordinates, {
    nullable: true,
    description: 'Where it lies; null when not known (coordonnées).',
  })
  coordinates(@Root() authority: ForeignAuthorityRow) {
    return coordinatesOf(authority);
  }
}

@Resolver(() => Country)
export class CountryForeignAuthoritiesResolver {
  @FieldResolver(() => ForeignAuthorityConnection, {
    nullable: true,
    description: 'Its local authorities that are known as partners of French ones (autorités locales).',
  })
  @Paged()
  foreignAuthorities(
    @Root() country: Country,
    @Args(() => ForeignAuthoritiesArgs) args: ForeignAuthoritiesArgs,
    @Ctx() { stores }: Context<Stores>,
  ) {
    return stores.foreignAuthorities.page(args, ofCountry(country.code));
  }
}
