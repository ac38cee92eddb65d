import { DateTimeScalar } from '#kernel/values';
import { Field, ObjectType } from 'type-graphql';

/** Description of every argument `asOf`. */
export const AS_OF =
  'A cursor of `changes` or of `freshness`: the answer waits until search has taken in what that cursor has seen, at most five seconds, and is a TIMEOUT after them.';

@ObjectType('Freshness', {
  description:
    'How far search has taken in what happened in the other subgraphs (fraîcheur). At rest it is less than a second behind.',
  simpleResolvers: true,
})
export class Freshness {
  @Field(() => String, {
    description:
      'Where search stands in the feed of changes: a cursor that `changes(after)` and every `asOf` take.',
  })
  cursor!: string;
  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When the latest change that it has taken in happened; null when there is none.',
  })
  changedAt!: Date | null;
}
