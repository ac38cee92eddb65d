import { DATASET_ID } from '#vocabulary';
import { Directive, Field, ID, ObjectType } from 'type-graphql';

@ObjectType('Dataset', {
  description: 'The data that this graph ships (jeu de données).',
  simpleResolvers: true,
})
@Directive('@key(fields: "id")')
export class Dataset {
  @Field(() => ID, { description: 'Always `passerelle`: the graph has one data set.' })
  id!: string;
}

/** The data set on which every answer of search rests. */
export const DATASET: Dataset = { id: DATASET_ID };
