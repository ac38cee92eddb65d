import type { Context } from '#kernel/context';
import { badUserInput, expected } from '#kernel/errors';
import { Paged, requireKnownCodes } from '#kernel/lists';
import { requireId } from '#kernel/values';
import { Arg, Args, Ctx, Directive, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { knownCountries } from '#vocabulary';
import { candidatesFor, MAX_CANDIDATES, shownCandidates } from './foreign-authority.candidates.js';
import {
  ForeignAuthorityCandidate,
  ForeignAuthorityCandidatesArgs,
} from './foreign-authority-candidate.type.js';
import { MAX_NAME } from './foreign-authority.rules.js';
import { ForeignAuthoritiesArgs } from './foreign-authority.input.js';
import { ofCountry, type ForeignAuthorityRow } from './foreign-authority.store.js';
import { ForeignAuthority, ForeignAuthorityConnection } from './foreign-authority.type.js';
import { ForeignAuthorityName, namesOf } from './foreign-authority-name.type.js';
import { Country } from '../references/country.type.js';
import { Coordinates, coordinatesOf } from '../place/coordinates.type.js';
import type { Stores } from '../stores.js';

/** Cost beside the candidates: the name is compared with all of its country. */
const COMPARING_COST = 50;

@Resolver(() => ForeignAuthority)
export class ForeignAuthorityResolver {
  @Query(() => ForeignAuthority, {
    nullable: true,
    description:
      'One foreign authority; null when there is none (autorité locale étrangère). The id of an entry that was merged leads to the one that stands for it.',
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

  @Query(() => [ForeignAuthorityCandidate], {
    description:
      'Foreign authorities that may be the one of this name, place or item of Wikidata, the likeliest first, at most 10: to look for before one is entered (candidates).',
  })
  @Directive(`@cost(weight: ${COMPARING_COST})`)
  @Directive(`@listSize(assumedSize: ${MAX_CANDIDATES})`)
  async foreignAuthorityCandidates(
    @Args(() => ForeignAuthorityCandidatesArgs)
    { name, country, kind, latitude, longitude, wikidataId }: ForeignAuthorityCandidatesArgs,
    @Ctx() { stores, reader }: Context<Stores>,
  ) {
    await requireKnownCodes({ country: [country] }, { country: knownCountries });
    if (name.length > MAX_NAME)
      throw badUserInput({ argument: 'name', expected: expected('CHARACTERS', { max: MAX_NAME }) });
    const wanted = { names: [name], countryCode: country, kind, latitude, longitude, wikidataId };
    return shownCandidates(stores, await candidatesFor(reader, wanted));
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

  @FieldResolver(() => [ID], {
    description:
      'Ids of entries that were merged into this one, because they were of the same authority: each still leads here (identifiants fusionnés).',
  })
  async mergedIds(@Root() { id }: ForeignAuthorityRow, @Ctx() { stores }: Context<Stores>) {
    return (await stores.foreignAuthorities.mergedIds.load(id)).map((entry) => entry.id);
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
