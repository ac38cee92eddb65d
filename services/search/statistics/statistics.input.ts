import { IntFilter, TextCodeFilter } from '#kernel/lists';
import { DateScalar } from '#kernel/values';
import {
  AuthorityKindFilter,
  ConfidenceFilter,
  WorldRegionFilter,
  WorldSubRegionFilter,
  ThemeCondition,
  CountryCodeFilter,
} from '#vocabulary';
import { ArgsType, Field, ID, InputType, Int, registerEnumType } from 'type-graphql';
import { AS_OF } from '../freshness/freshness.type.js';

export const DEFAULT_GROUPS = 100;
export const MAX_GROUPS = 1000;
export const MAX_DIMENSIONS = 3;

export enum StatisticsSubject {
  PARTNERSHIPS = 'PARTNERSHIPS',
  EXPERTISES = 'EXPERTISES',
  AUTHORITIES = 'AUTHORITIES',
  REQUESTS = 'REQUESTS',
  EVENTS = 'EVENTS',
  CALLS = 'CALLS',
}
registerEnumType(StatisticsSubject, {
  name: 'StatisticsSubject',
  description: 'What is counted (objet de la statistique).',
  valuesConfig: {
    PARTNERSHIPS: { description: 'Partnerships (partenariats).' },
    EXPERTISES: { description: 'Expertises of French authorities (expertises).' },
    AUTHORITIES: {
      description:
        'French authorities that exist today; their countries are those of ties that are not over, as in `authorities(filter: { country })`, their themes those of their expertises (collectivités françaises).',
    },
    REQUESTS: { description: 'Requests for cooperation (demandes de coopération).' },
    EVENTS: { description: 'Events of the agenda (événements).' },
    CALLS: { description: 'Calls for projects (appels à projets).' },
  },
});

export enum StatisticsDimension {
  COUNTRY = 'COUNTRY',
  WORLD_REGION = 'WORLD_REGION',
  WORLD_SUB_REGION = 'WORLD_SUB_REGION',
  COUNTRY_GROUP = 'COUNTRY_GROUP',
  THEME = 'THEME',
  THEME_TREE = 'THEME_TREE',
  THEME_HEAD = 'THEME_HEAD',
  REGION = 'REGION',
  DEPARTMENT = 'DEPARTMENT',
  AUTHORITY_KIND = 'AUTHORITY_KIND',
  SIZE_CLASS = 'SIZE_CLASS',
  AUTHORITY = 'AUTHORITY',
  FOREIGN_AUTHORITY = 'FOREIGN_AUTHORITY',
  LANGUAGE = 'LANGUAGE',
  LABEL = 'LABEL',
  SOURCE = 'SOURCE',
  CONFIDENCE = 'CONFIDENCE',
  KIND = 'KIND',
  STATUS = 'STATUS',
  YEAR = 'YEAR',
  DECADE = 'DECADE',
}
registerEnumType(StatisticsDimension, {
  name: 'StatisticsDimension',
  description:
    'What things are counted by (axe de ventilation). A thing with several values counts once in the group of each; one without any counts in a group of its own. Several dimensions combine all values that a thing has: an authority with ties to Austria and to Brazzaville is in the group of Austria and Brazzaville, too; PARTNERSHIPS keep them apart.',
  valuesConfig: {
    COUNTRY: {
      description:
        'By country: of a partnership, those of all its foreign partners; of an expertise, where it was shown; of a call, those that it names, so that a call open to any country has none (pays).',
    },
    WORLD_REGION: { description: 'By region of the world of the country, after M49 (région du monde).' },
    WORLD_SUB_REGION: { description: 'By part of a region of the world of the country (sous-région).' },
    COUNTRY_GROUP: {
      description:
        'By country group: of an event, its own; else those of its countries, so that one country can be in several (groupe-pays).',
    },
    THEME: {
      description:
        'By theme, each as it is given, without those below it; without one: not classified (thématique). Events have none.',
    },
    THEME_TREE: {
      description:
        'By theme with all below it: a thing counts for each of its themes and for each theme above them (thématique et sous-thématiques). Not together with THEME.',
    },
    THEME_HEAD: {
      description: 'By head of the tree of themes: the five of the first level (grande thématique).',
    },
    REGION: {
      description:
        'By région of the French authorities; those outside the eighteen régions have none (région de la collectivité française). Partnerships, expertises and authorities alone.',
    },
    DEPARTMENT: {
      description:
        'By département in which the French authorities lie, or whose powers they hold: a région or intercommunal body has several; those outside the départements have none (département). Partnerships, expertises and authorities alone.',
    },
    AUTHORITY_KIND: {
      description:
        'By kind of the French authorities (nature de la collectivité française). Partnerships, expertises and authorities alone.',
    },
    SIZE_CLASS: {
      description:
        'By number of inhabitants of the French authorities, in classes from 0, 1,000, 2,000, 5,000, 10,000 and so on to 5,000,000 (tranche de population). Partnerships, expertises and authorities alone.',
    },
    AUTHORITY: {
      description:
        'By French authority itself (collectivité française). Partnerships, expertises and authorities alone.',
    },
    FOREIGN_AUTHORITY: {
      description:
        'By foreign authority: of a partnership, the partners; of an authority, those of all its partnerships, ended ones too; of a request, who asks (autorité locale étrangère). Partnerships, authorities and requests alone.',
    },
    LANGUAGE: {
      description:
        'By working language, by its ISO 639-1 code: of expertises, authorities and requests (langue de travail).',
    },
    LABEL: {
      description:
        'By programme of the labels that are valid today: of expertises and authorities (programme de label).',
    },
    SOURCE: {
      description: 'By title of the sources on which partnerships rest (source). Partnerships alone.',
    },
    CONFIDENCE: { description: 'By how well it is attested (fiabilité). Partnerships alone.' },
    KIND: {
      description:
        'By kind: PartnershipKind, ExpertiseBasis, EventKind, CallForProjectsKind or AuthorityKind (nature). Requests have none.',
    },
    STATUS: {
      description:
        'By state: PartnershipStatus as the source gives it, EventStatus or CooperationRequestStatus (statut). Expertises, authorities and calls have none.',
    },
    YEAR: {
      description:
        'By year: of the first agreement of a partnership, of the statement of a request, of the first day of an event, of the opening of a call (année). Expertises and authorities have none.',
    },
    DECADE: { description: 'By decade of that year, given by its first year, such as 1990 (décennie).' },
  },
});

@InputType('StatisticsFilter', {
  description:
    'Conditions on what is counted; all of them must hold. Those on countries are of one and the same country, those on authorities of one and the same French authority; `notIn` means that none of its values is one of these. A condition that the subject cannot have is an error.',
})
export class StatisticsFilter {
  @Field(() => CountryCodeFilter, {
    nullable: true,
    description: 'By country, as the dimension COUNTRY knows it (pays).',
  })
  country?: CountryCodeFilter;
  @Field(() => WorldRegionFilter, {
    nullable: true,
    description: 'By region of the world of a country (région du monde).',
  })
  worldRegion?: InstanceType<typeof WorldRegionFilter>;
  @Field(() => WorldSubRegionFilter, {
    nullable: true,
    description: 'By part of a region of the world of a country (sous-région).',
  })
  worldSubRegion?: InstanceType<typeof WorldSubRegionFilter>;
  @Field(() => Boolean, {
    nullable: true,
    description:
      'In a country that the United Nations list as least developed; false: in one that they do not, whereas false in `authorities` means in none that they list (pays moins avancé, PMA).',
  })
  isLeastDeveloped?: boolean;
  @Field(() => TextCodeFilter, {
    nullable: true,
    description:
      'By code of a country group, such as `MG`: of an event, its own group; else a group of a country (groupe-pays).',
  })
  countryGroup?: TextCodeFilter;
  @Field(() => ThemeCondition, {
    nullable: true,
    description: 'In this theme or, unless told otherwise, one below it (thématique).',
  })
  theme?: ThemeCondition;
  @Field(() => Boolean, { nullable: true, description: 'Whether it has a theme (classé ou non classé).' })
  isClassified?: boolean;
  @Field(() => TextCodeFilter, {
    nullable: true,
    description: 'By code of the région of a French authority, such as `44` (région).',
  })
  region?: TextCodeFilter;
  @Field(() => TextCodeFilter, {
    nullable: true,
    description:
      'By code of a département in which a French authority lies, or whose powers it holds, such as `67` or `2A` (département).',
  })
  department?: TextCodeFilter;
  @Field(() => AuthorityKindFilter, {
    nullable: true,
    description: 'By kind of a French authority (nature de la collectivité).',
  })
  authorityKind?: InstanceType<typeof AuthorityKindFilter>;
  @Field(() => IntFilter, {
    nullable: true,
    description:
      'By inhabitants of a French authority; one whose population is not known meets no bound (population).',
  })
  population?: IntFilter;
  @Field(() => [ID], {
    nullable: true,
    description: 'One of these French authorities, by id (collectivité).',
  })
  authority?: string[];
  @Field(() => [ID], {
    nullable: true,
    description: 'One of these foreign authorities, by id (autorité locale étrangère).',
  })
  foreignAuthority?: string[];
  @Field(() => TextCodeFilter, {
    nullable: true,
    description: 'By working language, by its ISO 639-1 code, such as `es` (langue de travail).',
  })
  language?: TextCodeFilter;
  @Field(() => TextCodeFilter, {
    nullable: true,
    description: 'By title of a source, as the dimension SOURCE gives it (source).',
  })
  source?: TextCodeFilter;
  @Field(() => ConfidenceFilter, {
    nullable: true,
    description: 'Partnerships: by how well they are attested (fiabilité).',
  })
  confidence?: InstanceType<typeof ConfidenceFilter>;
  @Field(() => DateScalar, {
    nullable: true,
    description:
      'Partnerships: the statement is of this date or later; one that is dated to a year or month counts until its end (attesté depuis).',
  })
  statedSince?: string;
  @Field(() => Boolean, {
    nullable: true,
    description: 'Partnerships: whether a source says that it is over, or its stated end is past (terminé).',
  })
  isEnded?: boolean;
  @Field(() => Boolean, {
    nullable: true,
    description:
      'Partnerships: whether what their source calls ongoing is out of date, as `Partnership.isStale` (périmé).',
  })
  isStale?: boolean;
  @Field(() => IntFilter, {
    nullable: true,
    description:
      'Partnerships: the amount granted, in whole euros; one that is not known meets no bound (montant).',
  })
  amountEur?: IntFilter;
  @Field(() => TextCodeFilter, {
    nullable: true,
    description: 'By kind: values of the enum that the dimension KIND names for the subject (nature).',
  })
  kind?: TextCodeFilter;
  @Field(() => TextCodeFilter, {
    nullable: true,
    description: 'By state: values of the enum that the dimension STATUS names for the subject (statut).',
  })
  status?: TextCodeFilter;
  @Field(() => IntFilter, {
    nullable: true,
    description: 'By year, as the dimension YEAR knows it; what has none is left out (année).',
  })
  year?: IntFilter;
  @Field(() => [StatisticsFilter], { nullable: true, description: 'All of these.' })
  and?: StatisticsFilter[];
  @Field(() => [StatisticsFilter], { nullable: true, description: 'At least one of these.' })
  or?: StatisticsFilter[];
  @Field(() => StatisticsFilter, { nullable: true, description: 'None of this.' })
  not?: StatisticsFilter;
}

@InputType('StatisticsGroupFilter', { description: 'Conditions on groups; all of them must hold.' })
export class StatisticsGroupFilter {
  @Field(() => IntFilter, {
    nullable: true,
    description: 'How many things the group holds; at most 0 finds something together with `includeEmpty`.',
  })
  count?: IntFilter;
  @Field(() => Boolean, {
    nullable: true,
    description:
      'Whether a French expertise in the very theme of the group is known, by THEME or THEME_TREE (expertise connue).',
  })
  hasExpertise?: boolean;
  @Field(() => [StatisticsGroupFilter], { nullable: true, description: 'All of these.' })
  and?: StatisticsGroupFilter[];
  @Field(() => [StatisticsGroupFilter], { nullable: true, description: 'At least one of these.' })
  or?: StatisticsGroupFilter[];
  @Field(() => StatisticsGroupFilter, { nullable: true, description: 'None of this.' })
  not?: StatisticsGroupFilter;
}

export enum StatisticsOrder {
  COUNT = 'COUNT',
  VALUE = 'VALUE',
}
registerEnumType(StatisticsOrder, {
  name: 'StatisticsOrder',
  description: 'Order of the groups of a statistic (tri des groupes).',
  valuesConfig: {
    COUNT: {
      description:
        'The largest group first, then by value (effectif). A group whose count changes between two pages can be missed or come twice: exports page by VALUE.',
    },
    VALUE: {
      description:
        'By the values of `by`, the first dimension first: codes and titles from A to Z, years and size classes upwards, missing values last (valeur).',
    },
  },
});

@ArgsType()
export class StatisticsArgs {
  @Field(() => StatisticsSubject, { description: 'What is counted.' })
  of!: `${StatisticsSubject}`;
  @Field(() => [StatisticsDimension], {
    description: `One to ${MAX_DIMENSIONS} different dimensions of the subject; ties of groups are ordered by them, the first one first.`,
  })
  by!: `${StatisticsDimension}`[];
  @Field(() => StatisticsFilter, {
    nullable: true,
    description:
      'Only what meets these conditions. It chooses things, not groups: their other themes, countries and authorities count too.',
  })
  filter?: StatisticsFilter | null;
  @Field(() => StatisticsGroupFilter, {
    nullable: true,
    description: 'Only groups that meet these conditions; `total` and shares are of all.',
  })
  having?: StatisticsGroupFilter | null;
  @Field(() => Boolean, {
    nullable: true,
    defaultValue: false,
    description:
      'Whether values without anything have a group too, with a count of 0. By one dimension with a closed list alone, which years, decades, authorities, languages, labels and sources have not; conditions of the filter itself on that dimension, and those on the région for départements, choose among its values.',
  })
  includeEmpty?: boolean | null;
  @Field(() => Int, {
    nullable: true,
    defaultValue: DEFAULT_GROUPS,
    description: `How many groups: 1 to ${MAX_GROUPS}.`,
  })
  first?: number | null;
  @Field(() => String, {
    nullable: true,
    description: 'Only the groups that follow this cursor, the `endCursor` of the page before.',
  })
  after?: string | null;
  @Field(() => StatisticsOrder, {
    nullable: true,
    defaultValue: StatisticsOrder.COUNT,
    description: 'Order of the groups.',
  })
  orderBy?: `${StatisticsOrder}` | null;
  @Field(() => String, {
    nullable: true,
    description: AS_OF,
  })
  asOf?: string | null;
}
