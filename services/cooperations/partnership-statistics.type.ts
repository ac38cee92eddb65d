import { Field, Float, Int, ObjectType } from 'type-graphql';
import { PartnershipKind, PartnershipStatus } from './partnership.type.js';
import { AuthorityKind } from './references/authority.type.js';
import { Country } from './references/country.type.js';
import { Region } from './references/region.type.js';
import { Theme } from './references/theme.type.js';

@ObjectType('PartnershipGroup', {
  description:
    'Partnerships that have the same values of the dimensions asked for (groupe de partenariats). What the groups are not made by is null, and so is a value that no source gives.',
  simpleResolvers: true,
})
export class PartnershipGroup {
  @Field(() => Country, {
    nullable: true,
    description: 'The country of the foreign partners (pays); null unless by COUNTRY.',
  })
  country!: Country | null;
  @Field(() => Theme, {
    nullable: true,
    description:
      'The theme (thématique); by THEME, null in the group of partnerships without one (non classé); else always null.',
  })
  theme!: Theme | null;
  @Field(() => Boolean, {
    nullable: true,
    description:
      'Whether a source gives these partnerships a theme; false: not classified (non classé). Null unless by THEME.',
  })
  isClassified!: boolean | null;
  @Field(() => PartnershipKind, {
    nullable: true,
    description: 'What kind of tie they are (nature); null unless by KIND.',
  })
  kind!: PartnershipKind | null;
  @Field(() => PartnershipStatus, {
    nullable: true,
    description: 'The state that the source gives (statut dans la source); null unless by STATUS.',
  })
  status!: PartnershipStatus | null;
  @Field(() => Int, {
    nullable: true,
    description:
      'Year of the first agreement (année de la première convention); by START_YEAR, null in the group of unknown years; else always null.',
  })
  startYear!: number | null;
  @Field(() => Region, {
    nullable: true,
    description:
      'The région of the French authorities (région de la collectivité française); by REGION, null in the group of authorities outside the eighteen régions; else always null.',
  })
  region!: Region | null;
  @Field(() => AuthorityKind, {
    nullable: true,
    description:
      'The kind of the French authorities (nature de la collectivité française); null unless by AUTHORITY_KIND.',
  })
  authorityKind!: AuthorityKind | null;
  @Field(() => Int, {
    description: 'How many partnerships it holds, each once (nombre de partenariats).',
  })
  count!: number;
  @Field(() => Float, {
    description:
      '`count` divided by `total`, from 0 to 1 (part). By THEME, REGION or AUTHORITY_KIND a partnership can be in several groups, so that shares may add up to more than 1.',
  })
  share!: number;
  @Field(() => Int, {
    description:
      'How many different French authorities take part in them; by REGION or AUTHORITY_KIND, only those of that région or kind (nombre de collectivités françaises).',
  })
  authorities!: number;
}

@ObjectType('PartnershipStatistics', {
  description: 'How many partnerships there are, by one or two dimensions (statistiques des partenariats).',
  simpleResolvers: true,
})
export class PartnershipStatistics {
  @Field(() => Int, {
    description: 'How many partnerships meet the filter, each once (nombre de partenariats).',
  })
  total!: number;
  @Field(() => Int, {
    description:
      'How many different French authorities take part in them (nombre de collectivités françaises).',
  })
  authorities!: number;
  @Field(() => Int, {
    description: 'How many groups there are in all, beyond `first` too (nombre de groupes).',
  })
  groupsCount!: number;
  @Field(() => [PartnershipGroup], {
    description:
      'The largest group first, then by country, theme, and so on in the order of `by`, unknown values last (groupes). A partnership with several themes counts once in the group of each: counts may add up to more than `total`.',
  })
  groups!: PartnershipGroup[];
}
