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
import { badUserInput, expected } from '../errors/errors.js';
import { outboxFields } from '../outbox/outbox-fields.js';
import { revisionFields } from '../outbox/revision-fields.js';
import type { RevisionWatcher } from '../outbox/revision-watcher.js';
import { checkpointFields } from '../projections/checkpoint-fields.js';
import { liveFields } from '../subscriptions/live-fields.js';
import { compileResolvers } from '../graphql/compiled-resolvers.js';
import { resolveMarked } from '../graphql/labels.js';
import { isFast } from '../plain-ways/index.js';
import type { Connection, Page } from '../lists/pagination.js';
import { enforcePermissions } from '../auth/permissions.js';
import type { Reader } from '../database/sql.js';

/** Directives of federation that the graph uses. Version 2.9: the composer knows no later one. */
const LINK = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@shareable", "@external", "@requires", "@provides", "@inaccessible", "@cost", "@listSize", "@authenticated", "@requiresScopes", "@tag"])`;

/** Representation of an entity from the gateway: its type and one of its keys. */
export interface Reference {
  __typename: string;
  [key: string]: unknown;
}

/** Loads the row of a reference; null when there is none. */
export type ReferenceLoader<Stores> = (
  reference: Reference,
  stores: Stores,
) => Promise<object | null> | object | null;

/** Placeholder that type-graphql requires: subscriptions tail the outbox instead of a publisher. */
const UNUSED = {
  publish() {},
  subscribe(): never {
    throw new Error('The subscription needs a `subscribe` that tails the outbox: liveChanges');
  },
};

interface EntityContext {
  caller: Caller;
  stores: unknown;
  reader: Reader;
  revisions: RevisionWatcher;
}

/** The type-graphql schema of a subgraph, with the shared resolvers of labels and connections and the permission checks. */
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
    // Composition checks the SDL of each subgraph; checking it here by an introspection would take a tenth of each start.
    skipCheck: true,
    pubSub: UNUSED,
  });
  // Before the checks of permissions wrap them.
  if (isFast('compiled-resolvers')) compileResolvers(schema, resolvers);
  // Nullable root fields: when a subgraph fails, its fields are null and the rest of the answer stays.
  for (const field of Object.values(schema.getQueryType()!.getFields()))
    field.type = getNullableType(field.type) as GraphQLOutputType;
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      // Nullable connections: an invalid page argument, such as a foreign cursor, must not null the parent.
      if (getNamedType(field.type).name.endsWith('Connection'))
        field.type = getNullableType(field.type) as GraphQLOutputType;
      resolveMarked(field, () => schema.getType('Language') as GraphQLEnumType);
      if (type.name.endsWith('Connection')) resolvePart(field);
    }
  }
  enforcePermissions(schema);
  return schema;
}

/** Resolves a part of a connection, lazily unless the connection already holds it. */
function resolvePart(field: GraphQLField<any, unknown>): void {
  const { name } = field;
  if (name === 'totalCount')
    field.resolve = (connection: Connection<unknown>) => connection.total().then(({ count }) => count);
  if (name === 'totalCountIsExact')
    field.resolve = (connection: Connection<unknown>) => connection.total().then(({ isExact }) => isExact);
  if (name === 'nodes')
    field.resolve = (connection: Connection<unknown> | Page<unknown>) =>
      typeof connection.nodes === 'function' ? connection.nodes() : connection.nodes;
  if (name === 'edges' || name === 'pageInfo')
    field.resolve = (connection: Connection<unknown> | Page<unknown>) =>
      'page' in connection ? connection.page().then((page) => page[name]) : connection[name];
  field.resolve ??= (connection: Connection<unknown> & Record<string, unknown>) =>
    connection.parts ? connection.parts[name]?.() : connection[name];
}

export function printSubgraph(schema: GraphQLSchema): string {
  return `${LINK}\n\n${printSchemaWithDirectives(schema).replace(/^schema \{[^}]*\}\n*/m, '')}\n`;
}

/** Types with a key. */
export function entityTypes(schema: GraphQLSchema): GraphQLObjectType[] {
  return Object.values(schema.getTypeMap()).filter(
    (type): type is GraphQLObjectType =>
      isObjectType(type) &&
      (type.astNode?.directives ?? []).some((directive) => directive.name.value === 'key'),
  );
}

/**
 * The schema for the gateway: the plain one with `_service` and `_entities` (federation subgraph specification) and the
 * internal fields of revisions, outboxes, checkpoints, audit and entity changes.
 */
export function addFederation<Stores>(
  plain: GraphQLSchema,
  references: Readonly<Record<string, ReferenceLoader<Stores>>>,
  sdl: () => string,
  { isReadModel, isProjector }: { isReadModel: boolean; isProjector: boolean },
  internal: (any: GraphQLScalarType) => GraphQLFieldConfigMap<unknown, EntityContext> = () => ({}),
): GraphQLSchema {
  const entities = entityTypes(plain);
  const known = new Set(entities.map((type) => type.name));
  for (const name of Object.keys(references)) {
    if (!known.has(name))
      throw new Error(`resolveReference: ${name} is not a type with a key in this subgraph`);
  }
  let printed: string | undefined;
  const service = new GraphQLObjectType({ name: '_Service', fields: { sdl: { type: GraphQLString } } });
  const any = new GraphQLScalarType({ name: '_Any' });
  const fields: GraphQLFieldConfigMap<unknown, EntityContext> = {
    _service: { type: new GraphQLNonNull(service), resolve: () => ({ sdl: (printed ??= sdl()) }) },
    ...revisionFields(),
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
        // All loaders are called before any resolves, so that each batches its rows into one statement.
        return (representations as Reference[]).map((reference) => {
          const type = reference?.__typename;
          if (!known.has(type))
            throw badUserInput({ argument: 'representations', expected: expected('ENTITIES') });
          const load = references[type];
          if (!load) return reference;
          try {
            const row = load(reference, stores as Stores);
            return row instanceof Promise
              ? row.then((found) => asEntity(found, type, reference))
              : asEntity(row, type, reference);
          } catch (error) {
            return Promise.reject(error); // fails this entity alone
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
    // `_Any` also types the variables of compiled operations, even in a subgraph without entities.
    types: [...config.types.filter(({ name }) => name !== query.name && name !== subscription?.name), any],
  });
}

/** Entity from a row: with its type, and with the fields that the gateway sent (`@requires`). */
function asEntity(row: object | null, type: string, reference: Reference): object | null {
  if (!row) return null;
  for (const key in reference) {
    // Copy: rows of reference tables are shared by all requests.
    if (key !== '__typename' && !(key in row)) return { ...reference, ...row, __typename: type };
  }
  (row as Reference).__typename = type;
  return row;
}
