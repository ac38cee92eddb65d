import { Absence, AuthorityKind, WorldRegion, WorldSubRegion } from '#vocabulary';
import { Confidence } from '#kernel/graphql';
import { PageInfo } from '#kernel/lists';
import { Field, Float, Int, ObjectType } from 'type-graphql';
import { Freshness } from '../freshness/freshness.type.js';
import { Authority } from '../references/authority.type.js';
import { Country } from '../references/country.type.js';
import { CountryGroup } from '../references/country-group.type.js';
import { Department } from '../references/department.type.js';
import { ForeignAuthority } from '../references/foreign-authority.type.js';
import { LabelProgramme } from '../references/label-programme.type.js';
import { Region } from '../references/region.type.js';
import { Theme } from '../references/theme.type.js';
import { StatisticsCoverage } from './statistics.coverage.type.js';
import { StatisticsDimension } from './statistics.input.js';
import { SizeClass, StatisticsMeasure, StatisticsShare } from './statistics.measure.type.js';

const AUTHORITIES =
  'How many different French authorities have a part in them (nombre de collectivités françaises). Null for requests, events and calls.';
const DISTINCT_COUNTRIES = 'How many different countries they have (nombre de pays).';
const DISTINCT_THEMES = 'How many different themes they have, each as it is given (nombre de thématiques).';
const DISTINCT_PARTNERS =
  'How many different foreign authorities have a part in them; of AUTHORITIES, all their partners in any country (nombre d’autorités locales étrangères). Null for expertises, events and calls.';
const INHABITANTS =
  'Inhabitants of the different French authorities that have a part in them, each once; the inhabitants of a commune are also those of its département (population des collectivités). Null for requests, events and calls.';
const AMOUNT =
  'Amounts that were granted for them, in euros, where a source states one (montants). Null but for partnerships.';
/** Ends the description of what a group counts: of its own dimension, a group has only what it stands for. */
const ofGroup = (kind: string) => ` By a dimension of ${kind}, only those of the group.`;

@ObjectType('StatisticsGroup', {
  description:
    'Things that have the same values of the dimensions asked for (groupe). Fields of other dimensions are null; a value that these things do not have is null too, and `missing` names its dimension.',
  simpleResolvers: true,
})
export class StatisticsGroup {
  @Field(() => Country, { nullable: true, description: 'By COUNTRY: the country (pays).' })
  country!: Country | null;
  @Field(() => WorldRegion, {
    nullable: true,
    description: 'By WORLD_REGION: the region of the world (région du monde).',
  })
  worldRegion!: WorldRegion | null;
  @Field(() => WorldSubRegion, {
    nullable: true,
    description: 'By WORLD_SUB_REGION: the part of a region of the world (sous-région).',
  })
  worldSubRegion!: WorldSubRegion | null;
  @Field(() => CountryGroup, {
    nullable: true,
    description: 'By COUNTRY_GROUP: the country group (groupe-pays).',
  })
  countryGroup!: CountryGroup | null;
  @Field(() => Theme, { nullable: true, description: 'By THEME or THEME_TREE: the theme (thématique).' })
  theme!: Theme | null;
  @Field(() => Theme, {
    nullable: true,
    description: 'By THEME_HEAD: the head of the tree of themes (grande thématique).',
  })
  themeHead!: Theme | null;
  @Field(() => Boolean, {
    nullable: true,
    description:
      'By a dimension of themes: whether these things have a theme; false: not classified (non classé). Else null.',
  })
  isClassified!: boolean | null;
  @Field(() => Region, {
    nullable: true,
    description: 'By REGION: the région of the French authorities (région).',
  })
  region!: Region | null;
  @Field(() => Department, {
    nullable: true,
    description: 'By DEPARTMENT: the département of the French authorities (département).',
  })
  department!: Department | null;
  @Field(() => AuthorityKind, {
    nullable: true,
    description: 'By AUTHORITY_KIND: the kind of the French authorities (nature de la collectivité).',
  })
  authorityKind!: AuthorityKind | null;
  @Field(() => SizeClass, {
    nullable: true,
    description: 'By SIZE_CLASS: the bounds of the class (tranche de population).',
  })
  sizeClass!: SizeClass | null;
  @Field(() => Authority, {
    nullable: true,
    description:
      'By AUTHORITY: the French authority; null also when it has gone since search took it in (collectivité).',
  })
  authority!: object | null;
  @Field(() => ForeignAuthority, {
    nullable: true,
    description:
      'By FOREIGN_AUTHORITY: the foreign authority; null also when it has gone since search took it in (autorité locale étrangère).',
  })
  foreignAuthority!: ForeignAuthority | null;
  @Field(() => String, {
    nullable: true,
    description: 'By LANGUAGE: the ISO 639-1 code of the language (langue).',
  })
  language!: string | null;
  @Field(() => LabelProgramme, {
    nullable: true,
    description: 'By LABEL: the programme that awarded the labels (programme de label).',
  })
  label!: LabelProgramme | null;
  @Field(() => String, { nullable: true, description: 'By SOURCE: the title of the source (source).' })
  source!: string | null;
  @Field(() => Confidence, {
    nullable: true,
    description: 'By CONFIDENCE: how well they are attested (fiabilité).',
  })
  confidence!: Confidence | null;
  @Field(() => String, {
    nullable: true,
    description: 'By KIND: the kind, a value of the enum that KIND names for the subject (nature).',
  })
  kind!: string | null;
  @Field(() => String, {
    nullable: true,
    description: 'By STATUS: the state, a value of the enum that STATUS names for the subject (statut).',
  })
  status!: string | null;
  @Field(() => Int, { nullable: true, description: 'By YEAR: the year (année).' })
  year!: number | null;
  @Field(() => Int, {
    nullable: true,
    description: 'By DECADE: its first year, such as 1990 (décennie).',
  })
  decade!: number | null;
  @Field(() => [StatisticsDimension], {
    description:
      'The dimensions asked for of which these things have no value: not classified, of unknown year, outside the régions, open to any country (valeur absente). Empty as a rule.',
  })
  missing!: StatisticsDimension[];
  @Field(() => Int, { description: 'How many things it holds, each once (effectif).' })
  count!: number;
  @Field(() => Float, {
    description:
      '`count` divided by `total`, from 0 to 1, and 0 where `total` is (part). A thing can be in several groups, so that shares may add up to more than 1.',
  })
  share!: number;
  @Field(() => [StatisticsShare], {
    description:
      'Its share among the things that have the same value of each dimension asked for, in the order of `by`: with `by: [COUNTRY, THEME]`, first its share in the country, then its share in the theme (parts dans chaque modalité).',
  })
  sharesWithin!: StatisticsShare[];
  @Field(() => Int, {
    nullable: true,
    description: AUTHORITIES + ofGroup('French authorities'),
  })
  authorities!: number | null;
  @Field(() => Int, { nullable: true, description: DISTINCT_PARTNERS + ofGroup('foreign authorities') })
  foreignAuthorities!: number | null;
  @Field(() => Int, { nullable: true, description: DISTINCT_COUNTRIES + ofGroup('countries') })
  countries!: number | null;
  @Field(() => Int, {
    nullable: true,
    description: `${DISTINCT_THEMES} Null for events.` + ofGroup('themes'),
  })
  themes!: number | null;
  @Field(() => StatisticsMeasure, {
    nullable: true,
    description: INHABITANTS + ofGroup('French authorities'),
  })
  inhabitants!: StatisticsMeasure | null;
  @Field(() => StatisticsMeasure, { nullable: true, description: AMOUNT })
  amountEur!: StatisticsMeasure | null;
  @Field(() => Int, {
    nullable: true,
    description:
      'By REGION: inhabitants of the région; null where no source counts them (population). Else null.',
  })
  population!: number | null;
  @Field(() => Float, {
    nullable: true,
    description: 'By REGION: `count` per 100,000 inhabitants of the région (pour 100 000 habitants).',
  })
  countPer100000!: number | null;
  @Field(() => Float, {
    nullable: true,
    description: 'By REGION: `authorities` per 100,000 inhabitants of the région (pour 100 000 habitants).',
  })
  authoritiesPer100000!: number | null;
}

@ObjectType('Statistics', {
  description: 'How many things there are by one to three dimensions (statistiques).',
  simpleResolvers: true,
})
export class Statistics {
  @Field(() => Int, { description: 'How many things meet the filter, each once (effectif total).' })
  total!: number;
  @Field(() => Int, {
    nullable: true,
    description: AUTHORITIES,
  })
  authorities!: number | null;
  @Field(() => Int, { nullable: true, description: DISTINCT_PARTNERS })
  foreignAuthorities!: number | null;
  @Field(() => Int, { nullable: true, description: DISTINCT_COUNTRIES })
  countries!: number | null;
  @Field(() => Int, { nullable: true, description: `${DISTINCT_THEMES} Null for events.` })
  themes!: number | null;
  @Field(() => StatisticsMeasure, { nullable: true, description: INHABITANTS })
  inhabitants!: StatisticsMeasure | null;
  @Field(() => StatisticsMeasure, { nullable: true, description: AMOUNT })
  amountEur!: StatisticsMeasure | null;
  @Field(() => Int, {
    description: 'How many groups meet `having`, beyond `first` too (nombre de groupes).',
  })
  groupsCount!: number;
  @Field(() => [StatisticsGroup], {
    description:
      'In the order of `orderBy` (groupes). A thing with several values counts once in the group of each: counts may add up to more than `total`.',
  })
  groups!: StatisticsGroup[];
  @Field(() => PageInfo, { description: 'Where this page of groups stands among all of them.' })
  pageInfo!: PageInfo;
  @Field(() => Absence, {
    nullable: true,
    description:
      'Reason for which nothing is counted, or no group meets `having` (motif d’absence); null when something is counted and there is a group.',
  })
  absence!: Absence | null;
  @Field(() => StatisticsCoverage, {
    description: 'Which part of the data the answer rests on (couverture).',
  })
  coverage!: StatisticsCoverage;
  @Field(() => Freshness, { description: 'How far search had come when this was counted (fraîcheur).' })
  freshness!: Freshness;
}
