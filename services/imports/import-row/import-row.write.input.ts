import { MutationInput, MutationPayload } from '#kernel/mutations';
import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { Import } from '../import/import.type.js';
import { ImportDecisionAction } from './row-decision.js';

export const MAX_DECISIONS = 100;

@InputType('ImportRowDecisionInput', { description: 'A decision about a row (décision).' })
export class ImportRowDecisionInput {
  @Field(() => ID, { description: 'Id of the row (ligne).' })
  rowId!: string;
  @Field(() => ImportDecisionAction, { description: 'The decision (décision).' })
  action!: ImportDecisionAction;
  @Field(() => [ID], {
    nullable: true,
    description:
      'With JOIN: ids of the candidates that the row means, at most one for each of its partners, and at most one partnership (candidats retenus). A row whose French partner is not known takes the id of any authority.',
  })
  candidateIds?: string[] | null;
}

@InputType('ImportDecideInput', { description: 'Decisions about rows of an import (décisions).' })
export class ImportDecideInput extends MutationInput {
  @Field(() => ID, { description: 'Id of the import (import).' })
  id!: string;
  @Field(() => [ImportRowDecisionInput], {
    description: `The decisions, 1 to ${MAX_DECISIONS}; a later one about the same row replaces the earlier (décisions).`,
  })
  decisions!: ImportRowDecisionInput[];
}

@ObjectType('ImportDecidePayload', {
  description: 'What became of the decisions.',
  simpleResolvers: true,
})
export class ImportDecidePayload extends MutationPayload {
  @Field(() => Import, { nullable: true, description: 'The import; null when it was refused (import).' })
  import!: Import | null;
}
