import { Confidence } from '#kernel/graphql';
import { Field, Float, Int, ObjectType } from 'type-graphql';
import { Dataset } from '../references/dataset.type.js';
import { StatisticsDimension } from './statistics.input.js';

@ObjectType('StatisticsKnown', {
  description: 'Of how many of the counted things a dimension is known (renseignement d’un axe).',
  simpleResolvers: true,
})
export class StatisticsKnown {
  @Field(() => StatisticsDimension, { description: 'The dimension (axe).' })
  dimension!: `${StatisticsDimension}`;
  @Field(() => Int, { description: 'How many things have a value of it (effectif renseigné).' })
  count!: number;
  @Field(() => Float, { description: '`count` divided by `total`, and 0 where `total` is (part).' })
  share!: number;
}

@ObjectType('StatisticsConfidence', {
  description: 'How many of the counted things are attested equally well (effectif par fiabilité).',
  simpleResolvers: true,
})
export class StatisticsConfidence {
  @Field(() => Confidence, { description: 'How well they are attested (fiabilité).' })
  confidence!: Confidence;
  @Field(() => Int, { description: 'How many things (effectif).' })
  count!: number;
}

@ObjectType('StatisticsCoverage', {
  description: 'Which part of the data a statistic rests on (couverture d’une statistique).',
  simpleResolvers: true,
})
export class StatisticsCoverage {
  @Field(() => Int, {
    description: 'How many things of the subject this graph knows, whatever the filter (effectif connu).',
  })
  things!: number;
  @Field(() => [StatisticsKnown], {
    description:
      'For each dimension asked for, of how many of the counted things it is known: what the groups say of the others is nothing (renseignement des axes).',
  })
  known!: StatisticsKnown[];
  @Field(() => [StatisticsConfidence], {
    nullable: true,
    description:
      'Partnerships: how well the counted ones are attested, the most frequent first (par fiabilité). Null for other subjects.',
  })
  byConfidence!: StatisticsConfidence[] | null;
  @Field(() => Dataset, {
    description:
      'The data set behind it, with how much of the field it covers; what people entered comes on top of it (jeu de données).',
  })
  dataset!: Dataset;
}
