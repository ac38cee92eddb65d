import { AuthorityKind, WorldRegion, WorldSubRegion } from '#vocabulary';
import { Field, Float, Int, ObjectType } from 'type-graphql';
import { Freshness } from '../freshness/freshness.type.js';
import { Country } from '../references/country.type.js';
import { Region } from '../references/region.type.js';
import { Theme } from '../references/theme.type.js';
import { StatisticsDimension } from './statistics.input.js';

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
  @Field(() => AuthorityKind, {
    nullable: true,
    description: 'By AUTHORITY_KIND: the kind of the French authorities (nature de la collectivité).',
  })
  authorityKind!: AuthorityKind | null;
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
  @Field(() => Int, {
    nullable: true,
    description:
      'How many different French authorities have a part in them; by REGION or AUTHORITY_KIND, only those of that région or kind (nombre de collectivités françaises). Null for requests, events and calls.',
  })
  authorities!: number | null;
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
    description:
      'How many different French authorities have a part in them (nombre de collectivités françaises). Null for requests, events and calls.',
  })
  authorities!: number | null;
  @Field(() => Int, {
    description: 'How many groups meet `having`, beyond `first` too (nombre de groupes).',
  })
  groupsCount!: number;
  @Field(() => [StatisticsGroup], {
    description:
      'The largest group first, then in the order of `by` by code, missing values last (groupes). A thing with several values counts once in the group of each: counts may add up to more than `total`.',
  })
  groups!: StatisticsGroup[];
  @Field(() => Freshness, { description: 'How far search had come when this was counted (fraîcheur).' })
  freshness!: Freshness;
}
