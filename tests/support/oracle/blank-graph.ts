import { readFileSync } from 'node:fs';
import type { SubgraphClient } from '#kernel/auth';

import {
  buildASTSchema,
  getNamedType,
  getNullableType,
  isAbstractType,
  isEnumType,
  isLeafType,
  isListType,
  isObjectType,
  parse,
  visit,
  type GraphQLOutputType,
  type GraphQLSchema,
} from 'graphql';
import { pino } from 'pino';
import { NODES } from '../../../gateway/node-subgraph/nodes.js';
import { createExecutor } from '#kernel/graphql';
import { subgraphs } from '../../../services/run.js';

const SCHEMA = new URL('../../../../schema/', import.meta.url);
const read = (file: string) => readFileSync(new URL(file, SCHEMA), 'utf8');
const SCALARS: Readonly<Record<string, unknown>> = { Int: 1, Float: 1.5, Boolean: true };

/** The supergraph and the public schema of this project. */
export const ours = { supergraph: read('supergraph.graphql'), api: read('api.graphql') };

/**
 * Clients of this project's subgraphs that need no database: each field has a value of its type, each list one item. They
 * compile and execute documents as the subgraphs do.
 */
export function blankClients(): Map<string, SubgraphClient> {
  const log = pino({ level: 'silent' });
  return new Map(
    [...subgraphs.map(({ name }) => name), NODES].map((name) => {
      const execute = createExecutor(blankSchema(read(`subgraphs/${name}.graphql`)), log);
      const client: SubgraphClient = {
        name,
        execute: (call) => execute(call, { caller: call.caller } as never),
        subscribe: () => Promise.reject(new Error(`${name} has no subscriptions here`)),
        ready: () => Promise.resolve(),
        close: () => Promise.resolve(),
      };
      return [name, client];
    }),
  );
}

function blankSchema(sdl: string): GraphQLSchema {
  const document = visit(parse(sdl), {
    SchemaExtension: () => null,
    Directive: () => null,
  });
  const entities = document.definitions.flatMap((definition) =>
    definition.kind === 'ObjectTypeDefinition' && sdl.includes(`type ${definition.name.value} `)
      ? [definition.name.value]
      : [],
  );
  const text = `scalar _Any  union _Entity = ${keyed(sdl).join(' | ') || entities[0]!}  extend type Query { _entities(representations: [_Any!]!): [_Entity]! }`;
  const schema = buildASTSchema(
    { ...document, definitions: [...document.definitions, ...parse(text).definitions] },
    { assumeValid: true, assumeValidSDL: true },
  );
  for (const type of Object.values(schema.getTypeMap())) {
    if (isAbstractType(type))
      type.resolveType = (value: { __typename?: string }) =>
        value.__typename ?? schema.getPossibleTypes(type)[0]!.name;
    if (!isObjectType(type) || type.name.startsWith('__')) continue;
    for (const field of Object.values(type.getFields()))
      field.resolve =
        field.name === '_entities' ? (_, { representations }) => representations : () => valueOf(field.type);
  }
  return schema;
}

/** Types with a key, which other subgraphs refer to. */
const keyed = (sdl: string): string[] =>
  [...sdl.matchAll(/^(?:extend )?type (\w+)[^{\n]* @key\(/gm)].map(([, name]) => name!);

function valueOf(type: GraphQLOutputType): unknown {
  const nullable = getNullableType(type);
  if (isListType(nullable)) return [valueOf(nullable.ofType)];
  const named = getNamedType(nullable);
  if (isEnumType(named)) return named.getValues()[0]!.value;
  return isLeafType(named) ? (SCALARS[named.name] ?? 'x') : {};
}
