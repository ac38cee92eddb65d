import { IntFilter, TextCodeFilter, listArgsOf } from '#kernel/lists';
import {
  AuthorityKindFilter,
  WorldRegionFilter,
  WorldSubRegionFilter,
  CountryCodeFilter,
  InseeCodeFilter,
  PostalCodeFilter,
  SirenFilter,
} from '#vocabulary';
import { ArgsType, Field, ID, InputType } from 'type-graphql';
import { AS_OF } from '../freshness/freshness.type.js';
import { AuthorityAspect } from './authority-aspect.js';
import { AuthoritySearchOrder } from './authority-search.order.js';
import { AuthorityTieFilter } from './country-condition.input.js';
import { AuthorityExpertiseFilter, ExpertiseConditions } from './expertise-condition.input.js';
import { AuthorityPartnershipFilter } from './partnership-condition.input.js';

@InputType('AuthoritySearchFilter', {
  description:
    'Conditions on authorities; all of them must hold. An absent condition filters nothing: closed authorities are found too. Conditions on expertises (theme, countryOfExperience, language, basis, labelStatus) are of one and the same expertise, as those inside `expertise`; those inside `partnership` are of one and the same partnership. `and` asks for several.',
})
export class AuthoritySearchFilter extends ExpertiseConditions {
  @Field(() => [ID], { nullable: true, description: 'One of these, by id.' })
  id?: string[];
  @Field(() => String, {
    nullable: true,
    description:
      'Words in a name of the authority (their beginnings do) or in titles of its expertises and partnerships (any form of them, in French or English); all must occur. `"quoted words"` follow each other, `or` gives a choice, `-word` must not occur. Accents, case, hyphens and apostrophes do not matter, `st` is `saint` (recherche).',
  })
  text?: string;
  @Field(() => AuthorityKindFilter, { nullable: true, description: 'What kind of authority (nature).' })
  kind?: InstanceType<typeof AuthorityKindFilter>;
  @Field(() => IntFilter, {
    nullable: true,
    description: 'Bounds of the population; an unknown one meets none (population).',
  })
  population?: IntFilter;
  @Field(() => TextCodeFilter, {
    nullable: true,
    description:
      'Lies in this département or holds its powers, by code such as `69` or `2A`: `67` finds Alsace too. Overseas collectivities are no départements, but their three digits, such as `988`, find what lies in them (département).',
  })
  department?: TextCodeFilter;
  @Field(() => TextCodeFilter, { nullable: true, description: 'Its région, by code such as `84` (région).' })
  region?: TextCodeFilter;
  @Field(() => SirenFilter, { nullable: true, description: 'By SIREN.' })
  siren?: SirenFilter;
  @Field(() => InseeCodeFilter, { nullable: true, description: 'By INSEE code.' })
  inseeCode?: InseeCodeFilter;
  @Field(() => PostalCodeFilter, {
    nullable: true,
    description: 'Communes by postal code: several communes may have the same one (code postal).',
  })
  postalCode?: PostalCodeFilter;
  @Field(() => Boolean, {
    nullable: true,
    description: 'True: only those that exist; false: only closed ones; absent: both (en activité).',
  })
  isCurrent?: boolean;
  @Field(() => Boolean, {
    nullable: true,
    description:
      'Whether it is an intermunicipal body with taxes of its own: communauté de communes, d’agglomération or urbaine, métropole; neither the Métropole de Lyon nor an EPT (EPCI à fiscalité propre).',
  })
  isEpci?: boolean;
  @Field(() => CountryCodeFilter, {
    nullable: true,
    description:
      'Countries with which it has a tie: a partnership that is not over, whatever its theme and confidence, or an expertise that is declared or labelled for the country (pays). With `countryGroup`, `worldRegion`, `worldSubRegion` and `isLeastDeveloped`, one country must meet all that is asked for, and no tie may be with a country that is excluded. `tie` counts partnerships that are over too, `partnership` and `expertise` ask for one of either.',
  })
  country?: CountryCodeFilter;
  @Field(() => TextCodeFilter, {
    nullable: true,
    description: 'Such a country belongs to a country group, by code such as `SAHEL` (groupe-pays).',
  })
  countryGroup?: TextCodeFilter;
  @Field(() => WorldRegionFilter, {
    nullable: true,
    description: 'Such a country lies in a region of the world (région du monde).',
  })
  worldRegion?: InstanceType<typeof WorldRegionFilter>;
  @Field(() => WorldSubRegionFilter, {
    nullable: true,
    description: 'Such a country lies in a part of a region of the world (sous-région du monde).',
  })
  worldSubRegion?: InstanceType<typeof WorldSubRegionFilter>;
  @Field(() => Boolean, {
    nullable: true,
    description: 'True: such a country is least developed; false: it has no tie with one that is (PMA).',
  })
  isLeastDeveloped?: boolean;
  @Field(() => AuthorityTieFilter, {
    nullable: true,
    description:
      'Has a tie with a country that meets all of this; those that are over only if asked for (lien).',
  })
  tie?: AuthorityTieFilter;
  @Field(() => AuthorityPartnershipFilter, {
    nullable: true,
    description: 'One and the same partnership of it meets all of this (partenariat).',
  })
  partnership?: AuthorityPartnershipFilter;
  @Field(() => AuthorityExpertiseFilter, {
    nullable: true,
    description:
      'One and the same expertise of it meets all of this (expertise). `theme`, `countryOfExperience`, `language`, `basis` and `labelStatus` beside it mean the same in one line, of an expertise that may be another one.',
  })
  expertise?: AuthorityExpertiseFilter;
  @Field(() => IntFilter, {
    nullable: true,
    description:
      'Number of countries of its partnerships, those that are over too (nombre de pays partenaires).',
  })
  partnerCountryCount?: IntFilter;
  @Field(() => IntFilter, {
    nullable: true,
    description: 'Number of its partnerships, those that are over too (nombre de partenariats).',
  })
  partnershipCount?: IntFilter;
  @Field(() => IntFilter, {
    nullable: true,
    description: 'Number of its expertises (nombre d’expertises).',
  })
  expertiseCount?: IntFilter;
  @Field(() => CountryCodeFilter, {
    nullable: true,
    description:
      'Has a partnership in one of these countries, perhaps over; `notIn`: has none there (pays partenaire).',
  })
  partnerCountry?: CountryCodeFilter;
  @Field(() => TextCodeFilter, {
    nullable: true,
    description:
      'Has a part in one of these country groups, by code such as `MG`; `notIn`: has none in them (membre d’un groupe-pays).',
  })
  memberOfCountryGroup?: TextCodeFilter;
  @Field(() => [AuthorityAspect], { nullable: true, description: 'All of these are known of it (avec).' })
  having?: AuthorityAspect[];
  @Field(() => [AuthorityAspect], { nullable: true, description: 'None of these is known of it (sans).' })
  lacking?: AuthorityAspect[];
  @Field(() => [AuthoritySearchFilter], { nullable: true, description: 'All of these.' })
  and?: AuthoritySearchFilter[];
  @Field(() => [AuthoritySearchFilter], { nullable: true, description: 'At least one of these.' })
  or?: AuthoritySearchFilter[];
  @Field(() => AuthoritySearchFilter, { nullable: true, description: 'None of this.' })
  not?: AuthoritySearchFilter;
}

@ArgsType()
export class AuthoritySearchArgs extends listArgsOf(AuthoritySearchFilter, AuthoritySearchOrder) {
  @Field(() => String, {
    nullable: true,
    description: AS_OF,
  })
  asOf?: string | null;
}
