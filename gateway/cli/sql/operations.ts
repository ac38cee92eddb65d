import { readFileSync } from 'node:fs';
import { Kind, parse } from 'graphql';
import { exampleOf, readExamples, type Example } from '../../operation/examples.js';
import { OperatorError } from '../../settings/operator-error.js';

/**
 * Finds the operation named on the command line.
 * @param nameOrPath a file (`*.graphql`), the name of an example (`q01-expertise-in-a-country`) or its number (`q01`, `1`)
 * @throws OperatorError when there is none, and for anything but queries, because it is executed
 */
export function findOperation(nameOrPath: string): Example {
  if (nameOrPath.endsWith('.graphql')) {
    try {
      return queriesOnly(exampleOf(nameOrPath, readFileSync(nameOrPath, 'utf8')));
    } catch (cause) {
      if (cause instanceof OperatorError) throw cause;
      throw new OperatorError(`${nameOrPath} cannot be read (${(cause as Error).message}).`, { cause });
    }
  }
  const examples = readExamples();
  const number = /^q?(\d+)$/.exec(nameOrPath)?.[1];
  const found = examples.find(
    ({ name }) => name === nameOrPath || (number !== undefined && Number(numberOf(name)) === Number(number)),
  );
  if (found) return found;
  const names = examples.map(({ name }) => `  ${name}`).join('\n');
  throw new OperatorError(
    `There is no example operation "${nameOrPath}". Give a path that ends in .graphql, or one of these by name or number:\n${names}`,
  );
}

function queriesOnly(example: Example): Example {
  for (const definition of parse(example.query).definitions)
    if (definition.kind === Kind.OPERATION_DEFINITION && definition.operation !== 'query')
      throw new OperatorError(
        `${example.name} holds a ${definition.operation}, which would be executed: give a query.`,
      );
  return example;
}

const numberOf = (name: string) => /^q(\d+)/.exec(name)?.[1];
