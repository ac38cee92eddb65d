import { IntFilter, TextCodeFilter, enumFilterOf, listArgsOf, orderInputOf } from '#kernel/lists';
import {
  AuthorityKindFilter,
  WorldRegionFilter,
  WorldSubRegionFilter,
  ThemeCondition,
  CountryCodeFilter,
  InseeCodeFilter,
  SirenFilter,
} from '#vocabulary';
import { ArgsType, Field, ID, InputType, registerEnumType } from 'type-graphql';
import { AS_OF } from '../freshness/freshness.type.js';
import { ExpertiseBasis, LabelStatus } from '../references/expertise.type.js';

export enum AuthoritySearchOrderField {
  RELEVANCE = 'RELEVANCE',
  NAME = 'NAME',
  POPULATION = 'POPULATION',
  EXPERTISES = 'EXPERTISES',
  PARTNERSHIPS = 'PARTNERSHIPS',
  INSEE_CODE = 'INSEE_CODE',
  KIND = 'KIND',
}
registerEnumType(AuthoritySearchOrderField, {
  name: 'AuthoritySearchOrderField',
  description: 'Sort keys of a search for authorities.',
  valuesConfig: {
    RELEVANCE: {
      description:
        'What meets `text` best comes first, whatever the direction, then the larger population; without `text`, by name (pertinence).',
    },
    NAME: { description: 'By name, in French order: accents count last (nom).' },
    POPULATION: {
      description: 'By population; those whose population is not known come last, either way (population).',
    },
    EXPERTISES: { description: 'By number of expertises (nombre d’expertises).' },
    PARTNERSHIPS: { description: 'By number of partnerships (nombre de partenariats).' },
    INSEE_CODE: { description: 'By INSEE code; those without one come last, either way (code INSEE).' },
    KIND: { description: 'By kind, in the alphabetical order of its values (nature).' },
  },
});

export enum AuthorityAspect {
  EXPERTISE = 'EXPERTISE',
  PARTNERSHIP = 'PARTNERSHIP',
  LABEL = 'LABEL',
  COUNTRY_GROUP = 'COUNTRY_GROUP',
  WEBSITE = 'WEBSITE',
  POPULATION = 'POPULATION',
  SIREN = 'SIREN',
}
registerEnumType(AuthorityAspect, {
  name: 'AuthorityAspect',
  description: 'Something that this graph can know of an authority, or not.',
  valuesConfig: {
    EXPERTISE: { description: 'An expertise (expertise).' },
    PARTNERSHIP: { description: 'A partnership (partenariat).' },
    LABEL: { description: 'A label that is valid today (label en vigueur).' },
    COUNTRY_GROUP: { description: 'A part in a country group (groupe-pays).' },
    WEBSITE: { description: 'A website (site web).' },
    POPULATION: { description: 'A population (population).' },
    SIREN: { description: 'A SIREN (numéro SIREN).' },
  },
});

const ExpertiseBasisFilter = enumFilterOf(ExpertiseBasis, 'ExpertiseBasisFilter', 'basis of an expertise');
const LabelStatusFilter = enumFilterOf(LabelStatus, 'LabelStatusFilter', 'validity of a label');

/** Conditions on one and the same expertise of the authority. */
@InputType()
class ExpertiseConditions {
  @Field(() => ThemeCondition, {
    nullable: true,
    description: 'Holds expertise in this theme or, unless told otherwise, one below it (thématique).',
  })
  theme?: ThemeCondition;
  @Field(() => CountryCodeFilter, {
    nullable: true,
    description: 'Countries in which this very expertise was shown (pays d’expérience).',
  })
  countryOfExperience?: CountryCodeFilter;
  @Field(() => TextCodeFilter, {
    nullable: true,
    description: 'Its working languages (ISO 639-1, lower case), where they are known (langue).',
  })
  language?: TextCodeFilter;
  @Field(() => ExpertiseBasisFilter, {
    nullable: true,
    description: 'What the expertise rests on (fondement).',
  })
  basis?: InstanceType<typeof ExpertiseBasisFilter>;
  @Field(() => LabelStatusFilter, {
    nullable: true,
    description: 'The expertise has a label in this state; `notIn`: it has none in it (statut du label).',
  })
  labelStatus?: InstanceType<typeof LabelStatusFilter>;
}
export type ExpertiseConditionFields = ExpertiseConditions;

@InputType('AuthoritySearchFilter', {
  description:
    'Conditions on authorities; all of them must hold. An absent condition filters nothing: closed authorities are found too. Conditions on expertises (theme, countryOfExperience, language, basis, labelStatus) are of one and the same expertise; `and` asks for several.',
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
  @Field(() => Boolean, {
    nullable: true,
    description: 'True: only those that exist; false: only closed ones; absent: both (en activité).',
  })
  isCurrent?: boolean;
  @Field(() => CountryCodeFilter, {
    nullable: true,
    description:
      'Countries in which the holder of an expertise already works, in this theme or another (pays). With `countryGroup`, `worldRegion`, `worldSubRegion` and `isLeastDeveloped`, one country must meet all that is asked for, and none may meet what is excluded.',
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
    description:
      'True: such a country is least developed; false: none of the countries in which it works is (PMA).',
  })
  isLeastDeveloped?: boolean;
  @Field(() => CountryCodeFilter, {
    nullable: true,
    description: 'Has a partnership in one of these countries; `notIn`: has none there (pays partenaire).',
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

const AuthoritySearchOrder = orderInputOf<`${AuthoritySearchOrderField}`>(
  AuthoritySearchOrderField,
  'AuthoritySearchOrder',
  'found authorities',
);
@ArgsType()
export class AuthoritySearchArgs extends listArgsOf(AuthoritySearchFilter, AuthoritySearchOrder) {
  @Field(() => String, {
    nullable: true,
    description: AS_OF,
  })
  asOf?: string | null;
}
