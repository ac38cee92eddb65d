import { Directive, Field, ObjectType, registerEnumType } from 'type-graphql';
import type { ProblemCatalogue } from '../errors/problems.js';
import { LabelField, LabelLanguageField } from '../graphql/labels.js';

let problemCode: Record<string, string> | undefined;

/** Declares the enum of all codes of problems, once: the kernel knows its own alone. */
export function declareProblemCodes(catalogue: ProblemCatalogue): void {
  const codes = Object.keys(catalogue).sort();
  problemCode = Object.fromEntries(codes.map((code) => [code, code]));
  registerEnumType(problemCode, {
    name: 'ProblemCode',
    description:
      'Why a mutation was refused, for programs (code de problème). Each mutation lists its codes; every mutation may also return CLIENT_MUTATION_ID_REUSED. New codes may come.',
    valuesConfig: Object.fromEntries(
      codes.map((code) => [code, { description: catalogue[code]!.description }]),
    ),
  });
}

/** Expected refusal of a mutation, returned as data. */
@ObjectType('Problem', {
  description: 'Why a mutation was refused (problème). Nothing was changed.',
  simpleResolvers: true,
})
@Directive('@shareable')
export class Problem {
  @Field(
    () => {
      if (!problemCode) throw new Error('declareProblemCodes was not called');
      return problemCode;
    },
    { description: 'Stable code for programs, such as VERSION_CONFLICT (code).' },
  )
  code!: string;
  @Field(() => [String], {
    description:
      'Path of the invalid input field, such as `["input", "title"]`; empty when no single field is invalid (champ).',
  })
  field!: string[];
  @LabelField('message', 'Message for people: what is wrong and what is expected (message).')
  message!: string;
  @LabelLanguageField('message')
  language!: string;
}
