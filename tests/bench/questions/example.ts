import { readExamples } from '../../../gateway/operation/examples.js';
import type { Operation } from './question.js';

/** An example operation of schema/operations, by the number of its question, with other variables if given. */
export function exampleOf(number: string, variables: Record<string, unknown> = {}): Operation {
  const example = readExamples().find(({ name }) => name.startsWith(number));
  if (!example) throw new Error(`schema/operations has no operation for ${number}`);
  return { query: example.query, variables: { ...example.variables, ...variables } };
}
