import { Directive, Field, Int, ObjectType } from 'type-graphql';

/** Expected refusal of a mutation, returned as data. */
@ObjectType('Problem', {
  description: 'Why a mutation was refused (problème). Nothing was changed.',
  simpleResolvers: true,
})
@Directive('@shareable')
export class Problem {
  @Field(() => String, {
    description:
      'Stable code for programs, such as `VERSION_CONFLICT`. Each mutation lists its codes; every mutation may also return `CLIENT_MUTATION_ID_REUSED`. `CLOSED`: the authority is closed; editors of its successor maintain its records.',
  })
  code!: string;
  @Field(() => [String], {
    description:
      'Path of the invalid input field, such as `["input", "title"]`; empty when no single field is invalid.',
  })
  field!: string[];
  @Field(() => String, { description: 'Message for people, in English: what is wrong and what is expected.' })
  message!: string;
}

/** Thrown inside a mutation: rolls its transaction back and becomes the `problems` of its payload. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly problems: readonly Problem[];

  constructor(...problems: Problem[]) {
    super(problems.map(({ code, message }) => `${code}: ${message}`).join('; '));
    this.problems = problems;
  }
}

/** Refusal with one problem. @param field path below `input`, such as `title`; absent when no single field is invalid */
export function refusal(code: string, message: string, field?: string): Refusal {
  return new Refusal({ code, field: field === undefined ? [] : ['input', ...field.split('.')], message });
}

/** Description of `clientMutationId`, for the input of every mutation. */
export const MUTATION_ID_DESCRIPTION =
  'Idempotency key that the client chooses for this request, at most 100 characters: a request repeated within a week is executed once and gets the same answer.';

/** Description of the `version` argument of edits (optimistic locking). */
export const VERSION_DESCRIPTION =
  'The `version` that you read: if it has changed since, the edit is refused (`VERSION_CONFLICT`).';

export const versionField = () =>
  Field(() => Int, {
    description: 'Number of edits made here; 0 while it is as its sources have it. Pass it with an edit.',
  });
