import type { Context } from '#kernel/context';
import { Paged } from '#kernel/lists';
import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { CountryPartnersArgs } from './country-partner.input.js';
import type { CountryPartnerRow } from './country-partner.store.js';
import { CountryPartner, CountryPartnerConnection } from './country-partner.type.js';
import { Partnership } from '../partnership/partnership.type.js';
import { Authority } from '../references/authority.type.js';
import { Country } from '../references/country.type.js';
import type { Stores } from '../stores.js';

@Resolver(() => Country)
export class CountryPartnersResolver {
  @FieldResolver(() => CountryPartnerConnection, {
    nullable: true,
    description:
      'French authorities with a partnership in the country, each once (collectivités françaises partenaires).',
  })
  @Paged()
  partners(
    @Root() country: Country,
    @Args(() => CountryPartnersArgs) args: CountryPartnersArgs,
    @Ctx() { stores }: Context<Stores>,
  ) {
    return stores.countryPartners.page(args, country.code);
  }
}

@Resolver(() => CountryPartner)
export class CountryPartnerResolver {
  @FieldResolver(() => Authority, {
    nullable: true,
    description: 'The French authority (collectivité française).',
  })
  authority(@Root() partner: CountryPartnerRow) {
    return { id: partner.authorityId };
  }

  @FieldResolver(() => [Partnership], {
    nullable: true,
    description: 'Its partnerships in the country, the oldest first (partenariats).',
  })
  partnerships(@Root() partner: CountryPartnerRow, @Ctx() { stores }: Context<Stores>) {
    return stores.partnerships.betweenAuthorityAndCountry.load(
      `${partner.authorityId} ${partner.countryCode}`,
    );
  }
}
