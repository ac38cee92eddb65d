import type { Context } from '#kernel/context';
import { badUserInput, expected } from '#kernel/errors';
import { Paged } from '#kernel/lists';
import { requireId } from '#kernel/values';
import { CountryCodeScalar } from '#vocabulary';
import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { CountryGroup } from '../country-group/country-group.type.js';
import type { CountryEntity } from './country.entity.js';
import { CountriesArgs } from './country.input.js';
import { Country, CountryConnection } from './country.type.js';
import type { Stores } from '../stores.js';

@Resolver(() => Country)
export class CountryResolver {
  @Query(() => Country, {
    nullable: true,
    description: 'One country, by its code, its id or one of its names; null when there is none.',
  })
  country(
    @Ctx() { stores }: Context<Stores>,
    @Arg('code', () => CountryCodeScalar, {
      nullable: true,
      description: 'ISO 3166-1 alpha-2, such as `BJ`.',
    })
    code?: string | null,
    @Arg('id', () => ID, { nullable: true, description: 'Its id.' }) id?: string | null,
    @Arg('name', () => String, {
      nullable: true,
      description:
        'Any of its names, aliases or ISO codes, in French or English, such as `Corée du Sud`, `South Korea` or `KR`; accents, case and punctuation do not matter.',
    })
    name?: string | null,
  ) {
    if ([code, id, name].filter((key) => key != null).length !== 1) {
      throw badUserInput({
        argument: 'code',
        expected: expected('EXACTLY_ONE', { names: 'code, id, name' }),
      });
    }
    if (code != null) return stores.countries.byCode.load(code);
    if (id != null) return stores.countries.byId.load(requireId('Country', id));
    if (name!.length > 256 || name!.includes('\0'))
      throw badUserInput({ argument: 'name', expected: expected('AT_MOST_CHARACTERS', { max: 256 }) });
    return stores.countries.byName(name!);
  }

  @Query(() => CountryConnection, { description: 'Countries, filtered and ordered (pays).' })
  @Paged()
  countries(@Args(() => CountriesArgs) args: CountriesArgs, @Ctx() { stores }: Context<Stores>) {
    return stores.countries.page(args);
  }

  @FieldResolver(() => [CountryGroup], {
    description: 'The country groups that are about it, alone or among others (groupes-pays).',
  })
  groups(@Root() country: CountryEntity, @Ctx() { stores }: Context<Stores>) {
    return stores.groups.ofCountry.load(country.code);
  }
}
