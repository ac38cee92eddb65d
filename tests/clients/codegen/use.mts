// A program with the generated types: it compiles only when they say what the schema says.
import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { print } from 'graphql';
import * as operations from './generated/operations.js';
import type { Scalars } from './generated/schema.js';

type Same<One, Other> =
  (<T>() => T extends One ? 1 : 2) extends <T>() => T extends Other ? 1 : 2 ? true : false;
type Found = NonNullable<operations.ExpertiseInACountryQuery['expertises']>['nodes'][number];
type Change = NonNullable<operations.ChangesToSynchroniseQuery['changes']>['nodes'][number];

/** Each is `true`, or this does not compile. */
export const scalars: [
  Same<Scalars['CountryCode']['output'], string>,
  Same<Scalars['JSONObject']['output'], Record<string, unknown>>,
] = [true, true];
export const fields: [
  Same<Found['title'], string>,
  Same<NonNullable<Found['authority']>['population'], number | null>,
  Same<Change['operation'], operations.ChangeOperation>,
  // Of an interface: what `__typename` says decides which fields there are.
  Same<Extract<Change['entity'], { __typename: 'Authority' }>['isCurrent'], boolean>,
] = [true, true, true, true];

/** Executes a document with variables of its type. */
export async function execute<Result, Variables>(
  graph: string,
  document: TypedDocumentNode<Result, Variables>,
  variables: Variables,
): Promise<{ data?: Result; errors?: { message: string }[] }> {
  const response = await fetch(graph, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: print(document), variables }),
  });
  return (await response.json()) as { data?: Result; errors?: { message: string }[] };
}

/** Names of the authorities with an expertise; never called, only compiled. */
export async function namesOf(graph: string): Promise<(string | undefined)[]> {
  const { data } = await execute(graph, operations.ExpertiseInACountryDocument, {
    theme: 'ENV-WATER',
    country: 'BJ',
  });
  // @ts-expect-error: the country is missing.
  await execute(graph, operations.ExpertiseInACountryDocument, { theme: 'ENV-WATER' });
  // @ts-expect-error: there is no such field.
  console.log(data?.expertises?.nodes[0]?.colour);
  return data?.expertises?.nodes.map(({ authority }) => authority?.name) ?? [];
}

/** The generated document of each operation, by its name. */
export const documents = new Map(
  Object.entries(operations).map(([name, document]) => [name.replace(/Document$/, ''), document]),
);
