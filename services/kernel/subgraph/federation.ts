import { printSchemaWithDirectives } from '@graphql-tools/utils';
import {
  GraphQLEnumType,
  GraphQLList,
  GraphQLNonNull,
  GraphQLObjectType,
  GraphQLScalarType,
  GraphQLSchema,
  GraphQLString,
  GraphQLUnionType,
  getNamedType,
  getNullableType,
  isObjectType,
  type GraphQLField,
  type GraphQLFieldConfigMap,
  type GraphQLOutputType,
} from 'graphql';
import { buildSchemaSync, type NonEmptyArray } from 'type-graphql';
import { auditFields } from '../mutations/audit.js';
import type { Caller } from '../auth/caller.js';
import { badUserInput } from '../errors/errors.js';
import { outboxFields } from '../outbox/outbox-fields.js';
import { checkpointFields } from '../projections/checkpoint-fields.js';
import { liveFields } from '../subscriptions/live-fields.js';
import { resolveMarked } from '../graphql/labels.js';
import type { Connection, Page } from '../lists/pagination.js';
import { enforcePermissions } from '../auth/permissions.js';
import type { Reader } from '../database/sql.js';

/** The part of federation that the graph uses; later versions are unknown to the composer. */
const LINK = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@shareable", "@external", "@requires", "@provides", "@inaccessible", "@cost", "@listSize", "@authenticated", "@requiresScopes", "@tag"])`;

/** What the gateway knows of an entity: its type and one of its keys. */
export interface Reference {
  __typename: string;
  [key: string]: unknown;
}

/** Finds the row behind a reference; null when there is none. */
export type ReferenceLoader<Stores> = (
  reference: Reference,
  stores: Stores,
) => Promise<object | null> | object | null;

/** Subscriptions follow the feed; type-graphql wants something that publishes. */
const UNUSED = {
  publish() {},
  subscribe(): never {
    throw new Error('Give the subscription a `subscribe` that follows the feed: liveChanges');
  },
};

interface EntityContext {
  caller: Caller;
  stores: unknown;
  reader: Reader;
}

/** The type-graphql schema of a subgraph, with the resolvers that are the same everywhere. */
export function buildPlainSchema({
  types,
  resolvers,
}: {
  types: readonly Function[];
  resolvers: readonly Function[];
}): GraphQLSchema {
  const schema = buildSchemaSync({
    resolvers: resolvers as NonEmptyArray<Function>,
    orphanedTypes: types as Function[],
    validate: false,
    pubSub: UNUSED,
  });
  // One subgraph in the dark must leave the others lit: a root field that fails is null, not the whole answer.
  for (const field of Object.values(schema.getQueryType()!.getFields()))
    field.type = getNullableType(field.type) as GraphQLOutputType;
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      // A page can be asked for wrongly (a foreign cursor): that must not take the parent away.
      if (getNamedType(field.type).name.endsWith('Connection'))
        field.type = getNullableType(field.type) as GraphQLOutputType;
      resolveMarked(field, () => schema.getType('Language') as GraphQLEnumType);
      if (type.name.endsWith('Connection')) resolvePart(field);
    }
  }
  enforcePermissions(schema);
  return schema;
}

/** A list is read when its parts are asked for, all in one moment; a connection that holds them already gives them. */
function resolvePart(field: GraphQLField<any, unknown>): void {
  const { name } = field;
  if (name === 'totalCount')
    field.resolve = (from: Connection<unknown> | { totalCount: number }) =>
      'total' in from ? from.total() : from.totalCount;
  if (name === 'nodes' || name === 'edges' || name === 'pageInfo')
    field.resolve = async (from: Connection<unknown> | Page<unknown>) =>
      ('page' in from ? await from.page() : from)[name];
}

export function printSubgraph(schema: GraphQLSchema): string {
  return `${LINK}\n\n${printSchemaWithDirectives(schema).replace(/^schema \{[^}]*\}\n*/m, '')}\n`;
}

/** Names of the types with a key. */
export function entityTypes(schema: GraphQLSchema): GraphQLObjectType[] {
  return Object.values(schema.getTypeMap()).filter(
    (type): type is GraphQLObjectType =>
      isObjectType(type) &&
      (type.astNode?.directives ?? []).some((directive) => directive.name.value === 'key'),
  );
}

/** The schema that answers the gateway: the plain one with `_service` and `_entities` (federation subgraph specification). */
export function addFederation<Stores>(
  plain: GraphQLSchema,
  references: Readonly<Record<string, ReferenceLoader<Stores>>>,
  sdl: string,
  { isReadModel, isProjector }: { isReadModel: boolean; isProjector: boolean },
  internal: (any: GraphQLScalarType) => GraphQLFieldConfigMap<unknown, EntityContext> = () => ({}),
): GraphQLSchema {
  const entities = entityTypes(plain);
  const known = new Set(entities.map((type) => type.name));
  for (const name of Object.keys(references)) {
    if (!known.has(name))
      throw new Error(`resolveReference: ${name} is not a type with a key in this subgraph`);
  }
  const service = new GraphQLObjectType({ name: '_Service', fields: { sdl: { type: GraphQLString } } });
  const any = new GraphQLScalarType({ name: '_Any' });
  const fields: GraphQLFieldConfigMap<unknown, EntityContext> = {
    _service: { type: new GraphQLNonNull(service), resolve: () => ({ sdl }) },
    ...(isProjector ? checkpointFields(any) : {}),
    ...(isReadModel ? {} : { ...outboxFields(any), ...auditFields(any) }),
    ...internal(any),
  };
  if (entities.length) {
    const entity = new GraphQLUnionType({
      name: '_Entity',
      types: entities,
      resolveType: (value) => (value as Reference).__typename,
    });
    fields._entities = {
      type: new GraphQLNonNull(new GraphQLList(entity)),
      args: { representations: { type: new GraphQLNonNull(new GraphQLList(new GraphQLNonNull(any))) } },
      resolve: (_root, { representations }, { stores }) => {
        // Every loader is asked before any answers, so that each reads its rows with one statement.
        return (representations as Reference[]).map((reference) => {
          const type = reference?.__typename;
          if (!known.has(type))
            throw badUserInput({ argument: 'representations', expected: 'entities of this subgraph' });
          const load = references[type];
          if (!load) return reference;
          try {
            const row = load(reference, stores as Stores);
            return row instanceof Promise
              ? row.then((found) => named(found, type, reference))
              : named(row, type, reference);
          } catch (error) {
            return Promise.reject(error); // of this entity alone
          }
        });
      },
    };
  }
  const config = plain.toConfig();
  const query = config.query!.toConfig();
  const subscription = config.subscription?.toConfig();
  const live = isReadModel
    ? {}
    : liveFields(any, Object.keys(references), (type, id, { stores }) =>
        references[type]!({ __typename: type, id }, stores as Stores),
      );
  return new GraphQLSchema({
    ...config,
    subscription: isReadModel
      ? config.subscription
      : new GraphQLObjectType({
          name: 'Subscription',
          ...subscription,
          fields: { ...subscription?.fields, ...live },
        }),
    query: new GraphQLObjectType({ ...query, fields: { ...query.fields, ...fields } }),
    // `_Any` also types the variables of compiled operations, in a subgraph without entities too.
    types: [...config.types.filter(({ name }) => name !== query.name && name !== subscription?.name), any],
  });
}

/** The row with its type, and with the fields that the gateway sent along (`@requires`). */
function named(row: object | null, type: string, reference: Reference): object | null {
  if (!row) return null;
  for (const key in reference) {
    // Rows of reference tables belong to all requests: what one request brings goes on a copy.
    if (key !== '__typename' && !(key in row)) return { ...reference, ...row, __typename: type };
  }
  (row as Reference).__typename = type;
  return row;
}
