import type { Context } from '#kernel/context';
import { Paged } from '#kernel/lists';
import { requireId } from '#kernel/values';
import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import type { PartnershipEntity } from './partnership.entity.js';
import { PartnershipsArgs } from './partnership.input.js';
import {
  partnershipsOfAuthority,
  partnershipsOfCountry,
  partnershipsOfForeignAuthority,
  partnershipsOfTheme,
} from './partnership.store.js';
import { Partnership, PartnershipConnection } from './partnership.type.js';
import { Authority } from '../references/authority.type.js';
import { Country } from '../references/country.type.js';
import { DacSector } from '../references/dac-sector.type.js';
import { ForeignAuthority } from '../references/foreign-authority.type.js';
import { Theme } from '../references/theme.type.js';
import type { Stores } from '../stores.js';

@Resolver(() => Partnership)
export class PartnershipResolver {
  @Query(() => Partnership, { nullable: true, description: 'One partnership; null when there is none.' })
  partnership(
    @Arg('id', () => ID, { description: 'Its id.' }) id: string,
    @Ctx() { stores }: Context<Stores>,
  ) {
    return stores.partnerships.byId.load(requireId('Partnership', id));
  }

  @Query(() => PartnershipConnection, {
    description: 'Partnerships of French and foreign authorities, filtered and ordered (partenariats).',
  })
  @Paged()
  partnerships(@Args(() => PartnershipsArgs) args: PartnershipsArgs, @Ctx() { stores }: Context<Stores>) {
    return stores.partnerships.page(args);
  }

  @FieldResolver(() => [Authority], {
    nullable: true,
    description: 'The French partners, at least one (collectivités françaises).',
  })
  frenchAuthorities(@Root() partnership: PartnershipEntity, @Ctx() { stores }: Context<Stores>) {
    return stores.partnerships.frenchAuthorities.load(partnership.id);
  }

  @FieldResolver(() => [ForeignAuthority], {
    nullable: true,
    description:
      'The foreign partners (autorités locales étrangères): at least one, but for a project of which the source names the country alone.',
  })
  foreignAuthorities(@Root() partnership: PartnershipEntity, @Ctx() { stores }: Context<Stores>) {
    return stores.partnerships.foreignAuthorities.load(partnership.id);
  }

  @FieldResolver(() => Country, {
    nullable: true,
    description: 'The country of the foreign partners; that of the first, where they are of several (pays).',
  })
  country(@Root() partnership: PartnershipEntity) {
    return { code: partnership.countryCode };
  }

  @FieldResolver(() => [Country], {
    nullable: true,
    description: 'The countries of all its foreign partners, that of the first partner first (pays).',
  })
  countries(@Root() { countryCodes }: PartnershipEntity) {
    return countryCodes.map((code) => ({ code }));
  }

  @FieldResolver(() => [Theme], {
    nullable: true,
    description: 'Its themes, by priority (thématiques, par priorité); empty when no source classifies it.',
  })
  themes(@Root() partnership: PartnershipEntity) {
    return partnership.themeCodes.map((code) => ({ code }));
  }

  @FieldResolver(() => DacSector, {
    nullable: true,
    description: 'Its purpose code of the OECD; null when no source gives one (code-objet du CAD).',
  })
  dacSector(@Root() { dacSectorCode: code }: PartnershipEntity) {
    return code === null ? null : { code };
  }

  @FieldResolver(() => Boolean, {
    description: 'Whether a source gives it a theme; false: not classified (non classé).',
  })
  isClassified(@Root() partnership: PartnershipEntity) {
    return partnership.themeCodes.length > 0;
  }
}

@Resolver(() => Authority)
export class AuthorityPartnershipsResolver {
  @FieldResolver(() => PartnershipConnection, {
    nullable: true,
    description: 'Partnerships in which it takes part (partenariats).',
  })
  @Paged()
  partnerships(
    @Root() authority: Authority,
    @Args(() => PartnershipsArgs) args: PartnershipsArgs,
    @Ctx() { stores }: Context<Stores>,
  ) {
    return stores.partnerships.page(args, partnershipsOfAuthority(authority.id));
  }
}

@Resolver(() => ForeignAuthority)
export class ForeignAuthorityPartnershipsResolver {
  @FieldResolver(() => PartnershipConnection, {
    nullable: true,
    description: 'Partnerships in which it takes part (partenariats).',
  })
  @Paged()
  partnerships(
    @Root() authority: ForeignAuthority,
    @Args(() => PartnershipsArgs) args: PartnershipsArgs,
    @Ctx() { stores }: Context<Stores>,
  ) {
    return stores.partnerships.page(args, partnershipsOfForeignAuthority(authority.id));
  }
}

@Resolver(() => Country)
export class CountryPartnershipsResolver {
  @FieldResolver(() => PartnershipConnection, {
    nullable: true,
    description: 'Partnerships of French authorities in the country (partenariats).',
  })
  @Paged()
  partnerships(
    @Root() country: Country,
    @Args(() => PartnershipsArgs) args: PartnershipsArgs,
    @Ctx() { stores }: Context<Stores>,
  ) {
    return stores.partnerships.page(args, partnershipsOfCountry(country.code));
  }
}

@Resolver(() => Theme)
export class ThemePartnershipsResolver {
  @FieldResolver(() => PartnershipConnection, {
    nullable: true,
    description:
      'Partnerships in this theme or one below it (partenariats); those without a theme belong to none.',
  })
  @Paged()
  async partnerships(
    @Root() theme: Theme,
    @Args(() => PartnershipsArgs) args: PartnershipsArgs,
    @Ctx() { stores }: Context<Stores>,
  ) {
    return stores.partnerships.page(
      args,
      partnershipsOfTheme(theme.code, await stores.themes.subtree(theme.code)),
    );
  }
}
