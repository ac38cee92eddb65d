import { readFileSync, readdirSync } from 'node:fs';

const OPERATIONS = new URL('../../../schema/operations/', import.meta.url);

/** Example operation, with the variables of its `# variables:` comment. */
export interface Example {
  name: string;
  query: string;
  variables: Record<string, unknown>;
}

/** Reads the operations of `schema/operations`, in the order of their file names. */
export function readExamples(): Example[] {
  return readdirSync(OPERATIONS)
    .filter((file) => file.endsWith('.graphql'))
    .sort()
    .map((file) =>
      exampleOf(file.replace(/\.graphql$/, ''), readFileSync(new URL(file, OPERATIONS), 'utf8')),
    );
}

/**
 * Reads the operations of the pages of the portal, `schema/operations/pages`: their names begin with `page-`. They are no
 * examples for the IDE.
 */
export function readPageOperations(): Example[] {
  const folder = new URL('pages/', OPERATIONS);
  return readdirSync(folder)
    .filter((file) => file.endsWith('.graphql'))
    .sort()
    .map((file) =>
      exampleOf(`page-${file.replace(/\.graphql$/, '')}`, readFileSync(new URL(file, folder), 'utf8')),
    );
}

/** Reads all operations that the project ships, which are trusted. */
export const readShipped = (): Example[] => [...readExamples(), ...readPageOperations()];

/** @param query with the values of its variables in a comment, `# variables: {…}`; none without one */
export function exampleOf(name: string, query: string): Example {
  const variables = query.match(/^# variables: (.*)$/m)?.[1] ?? '{}';
  return { name, query, variables: JSON.parse(variables) as Record<string, unknown> };
}
