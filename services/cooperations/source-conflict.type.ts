import { Source } from '#kernel';
import { Field, ObjectType } from 'type-graphql';

@ObjectType('SourceConflictValue', {
  description: 'What one source says, where others say something else (valeur).',
  simpleResolvers: true,
})
export class SourceConflictValue {
  @Field(() => String, { description: 'The value as that source gives it.' })
  value!: string;
  @Field(() => Source, { description: 'The source that gives it.' })
  source!: Source;
}

@ObjectType('SourceConflict', {
  description:
    'A fact on which sources differ: every value is kept, none is struck out (divergence entre sources).',
  simpleResolvers: true,
})
export class SourceConflict {
  @Field(() => String, {
    description: 'The fact in question, named as in the data set, such as `startYear`.',
  })
  field!: string;
  @Field(() => [SourceConflictValue], {
    description: 'What the sources say; the first one is what this graph shows.',
  })
  values!: SourceConflictValue[];
}
