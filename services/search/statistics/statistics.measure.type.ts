import { Field, Float, Int, ObjectType } from 'type-graphql';
import { StatisticsDimension } from './statistics.input.js';

@ObjectType('StatisticsMeasure', {
  description:
    'Sum, average, median and bounds of numbers; what is not known is left out, and all are null where nothing is known (mesure).',
  simpleResolvers: true,
})
export class StatisticsMeasure {
  @Field(() => Int, { description: 'Of how many the number is known (effectif renseigné).' })
  known!: number;
  @Field(() => Float, { nullable: true, description: 'Sum of the known numbers (somme).' })
  sum!: number | null;
  @Field(() => Float, { nullable: true, description: 'Mean of the known numbers (moyenne).' })
  average!: number | null;
  @Field(() => Float, {
    nullable: true,
    description:
      'Median of the known numbers: of an even number of them, the mean of the two in the middle (médiane).',
  })
  median!: number | null;
  @Field(() => Float, { nullable: true, description: 'The smallest known number (minimum).' })
  minimum!: number | null;
  @Field(() => Float, { nullable: true, description: 'The largest known number (maximum).' })
  maximum!: number | null;
}

@ObjectType('StatisticsShare', {
  description:
    'Share of a group among the things with the same value of one dimension (part dans une modalité).',
  simpleResolvers: true,
})
export class StatisticsShare {
  @Field(() => StatisticsDimension, { description: 'The dimension (axe).' })
  dimension!: `${StatisticsDimension}`;
  @Field(() => Int, {
    description:
      'How many things have the same value of it, whatever their other dimensions (effectif de la modalité).',
  })
  of!: number;
  @Field(() => Float, { description: '`count` divided by `of`, from 0 to 1, and 0 where `of` is (part).' })
  share!: number;
}

@ObjectType('SizeClass', {
  description: 'A class of authorities by their number of inhabitants (tranche de population).',
  simpleResolvers: true,
})
export class SizeClass {
  @Field(() => Int, { description: 'The smallest number of inhabitants in it (borne inférieure).' })
  from!: number;
  @Field(() => Int, {
    nullable: true,
    description: 'The smallest number above it; null for the largest class (borne supérieure exclue).',
  })
  below!: number | null;
}
