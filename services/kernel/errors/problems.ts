import { Directive, Field, Int, ObjectType } from 'type-graphql';

/** Why a mutation did not do what it was asked to: foreseen, and told as data. */
@ObjectType('Problem', {
  description: 'Why a mutation did not do what it was asked to (problème). Nothing was changed.',
  simpleResolvers: true,
})
@Directive('@shareable')
export class Problem {
  @Field(() => String, {
    description:
      'Stable, for programs: such as `VERSION_CONFLICT`. The mutation says which ones it knows; each also knows `CLIENT_MUTATION_ID_REUSED`. `CLOSED`: the authority was closed, and who writes for its successor looks after what it left.',
  })
  code!: string;
  @Field(() => [String], {
    description:
      'The field of the input that is wrong, as a path such as `["input", "title"]`; empty when it is none by itself.',
  })
  field!: string[];
  @Field(() => String, { description: 'For people, in English: what is wrong and what would be right.' })
  message!: string;
}

/** Thrown inside a mutation, it undoes all of it and becomes the `problems` of its payload. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly problems: readonly Problem[];

  constructor(...problems: Problem[]) {
    super(problems.map(({ code, message }) => `${code}: ${message}`).join('; '));
    this.problems = problems;
  }
}

/** @param field path below `input`, such as `title`; absent when no field by itself is wrong */
export function refusal(code: string, message: string, field?: string): Refusal {
  return new Refusal({ code, field: field === undefined ? [] : ['input', ...field.split('.')], message });
}

/** What every mutation takes. Extend it with what the mutation is about. */
export const MUTATION_ID_DESCRIPTION =
  'A name of your own for this very request, at most 100 characters: sent again within a week, it is not done twice, and gets the same answer.';

/** What an edit of a thing says of the thing that it has seen. */
export const VERSION_DESCRIPTION =
  'The `version` of it that you have read: who changed it meanwhile is not overwritten (`VERSION_CONFLICT`).';

export const versionField = () =>
  Field(() => Int, {
    description: 'How often people have changed it here; 0: as its sources have it. Edits name it.',
  });
