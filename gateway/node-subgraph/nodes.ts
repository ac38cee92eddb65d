import {
  requirePermission,
  type LiveResult,
  type LiveResults,
  type SubgraphCall,
  type SubgraphClient,
  type SubscribeCall,
} from '#kernel/auth';
import { badUserInput, expected } from '#kernel/errors';
import { CursorCodec } from '#kernel/lists';
import { AUDIT_SCOPE } from '#kernel/mutations';
import { isId, typeTag, type Secrets } from '#kernel/values';
import {
  GraphQLError,
  Kind,
  buildASTSchema,
  createSourceEventStream,
  execute,
  parse,
  type DocumentNode,
  type ExecutionResult,
  type ObjectTypeDefinitionNode,
} from 'graphql';
import DataLoader from 'dataloader';
import { askSubgraph } from '../operation/subgraph-calls.js';
import { entityChangesSdl, followEntities, type EntityChange } from './entity-changes.js';
import { auditField, auditSdl, readAuditOf, type AuditArgs } from './audit.js';
import { createChanges, type ChangesArgs } from './changes.js';
import { changesField, changesSdl } from './changes-sdl.js';
import { rateLimitField, rateLimitSdl, rateLimitOf } from './rate-limit.js';

/** Name of the gateway's own subgraph: it resolves `node` and `nodes` through the subgraph that owns the type. */
export const NODES = 'nodes';
const MAX_NODES = 100;

/** Schemas of the other subgraphs, by name. */
type Schemas = ReadonlyMap<string, DocumentNode>;

function parseSchemas(sdl: Readonly<Record<string, string>>): Schemas {
  return new Map(
    Object.entries(sdl)
      .filter(([subgraph]) => subgraph !== NODES)
      .map(([subgraph, text]) => [subgraph, parse(text, { noLocation: true })]),
  );
}

/** Returns the owning subgraph of each type: the one in which the type implements Node. */
export function nodeOwners(sdl: Readonly<Record<string, string>>): Map<string, string> {
  return ownersIn(parseSchemas(sdl));
}

function ownersIn(schemas: Schemas): Map<string, string> {
  const owners = new Map<string, string>();
  for (const [subgraph, { definitions }] of schemas) {
    for (const definition of definitions) {
      if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION || !isNode(definition)) continue;
      const type = definition.name.value;
      if (owners.has(type))
        throw new Error(
          `${type} implements Node in ${owners.get(type)} and in ${subgraph}: one of them must own it`,
        );
      owners.set(type, subgraph);
    }
  }
  const byTag = new Map<string, string>();
  for (const type of owners.keys()) {
    const clash = byTag.get(typeTag(type));
    if (clash) throw new Error(`${type} and ${clash} have the same id tag: rename one of them`);
    byTag.set(typeTag(type), type);
  }
  return owners;
}

/** Returns the owners of the types whose changes are public: all but those with the tag `private`. */
export function publicOwners(sdl: Readonly<Record<string, string>>): Map<string, string> {
  const schemas = parseSchemas(sdl);
  return withoutPrivate(schemas, ownersIn(schemas));
}

function withoutPrivate(schemas: Schemas, nodes: ReadonlyMap<string, string>): Map<string, string> {
  const owners = new Map(nodes);
  for (const { definitions } of schemas.values())
    for (const definition of definitions)
      if (definition.kind === Kind.OBJECT_TYPE_DEFINITION && isPrivate(definition))
        owners.delete(definition.name.value);
  return owners;
}

function isPrivate({ directives = [] }: ObjectTypeDefinitionNode): boolean {
  return directives.some(
    (directive) =>
      directive.name.value === 'tag' &&
      directive.arguments?.some(({ value }) => value.kind === Kind.STRING && value.value === 'private'),
  );
}

/** Returns the owning subgraph of each audited type: nodes, and types with an id that `node(id)` does not find (keys, grants). */
function auditedOwners(schemas: Schemas, nodes: ReadonlyMap<string, string>): Map<string, string> {
  const owners = new Map(nodes);
  for (const [subgraph, { definitions }] of schemas) {
    for (const definition of definitions) {
      if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION) continue;
      const hasId = definition.fields?.some(({ name }) => name.value === 'id');
      if (hasId && !owners.has(definition.name.value)) owners.set(definition.name.value, subgraph);
    }
  }
  return owners;
}

function isNode(definition: ObjectTypeDefinitionNode): boolean {
  return (definition.interfaces ?? []).some((implemented) => implemented.name.value === 'Node');
}

/** SDL of the gateway's own subgraph, derived from those of the other subgraphs. */
export function nodesSdl(sdl: Readonly<Record<string, string>>): string {
  return sdlFor([...nodeOwners(sdl).keys()].sort());
}

function sdlFor(types: readonly string[]): string {
  return `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@shareable", "@requiresScopes", "@cost", "@listSize"])

type Query {
  """Anything in the graph, by its id; null when there is nothing with that id."""
  node(
    """Its id, as this graph gave it."""
    id: ID!
  ): Node
  """Up to ${MAX_NODES} things by their ids, in the same order; null where there is nothing with that id."""
  nodes(
    """Their ids, as this graph gave them."""
    ids: [ID!]!
  ): [Node]
${changesField}
${auditField}
${rateLimitField}
}
${changesSdl}
${rateLimitSdl}
${entityChangesSdl(MAX_NODES)}
${auditSdl}

"""Anything that has an id of its own, the same at every visit."""
interface Node {
  """Opaque and stable; \`node(id)\` finds the object again."""
  id: ID!
}
${types
  .map(
    (type) =>
      `\ntype ${type} implements Node @key(fields: "id", resolvable: false) {\n  """Opaque and stable; \`node(id)\` finds the object again."""\n  id: ID!\n}\n`,
  )
  .join('')}`;
}

interface EntityChangedArgs {
  ids: string[];
  after?: string | null;
}

type NodeReference = { __typename: string; id: string } | null;

/**
 * Client of the gateway's own subgraph. The first four digits of an id name its type; each owner is asked once whether the
 * ids of its types exist.
 * @param clients clients of the other subgraphs
 */
export function nodeSubgraphClient(
  sdl: Readonly<Record<string, string>>,
  clients: ReadonlyMap<string, SubgraphClient>,
  secret: Secrets,
): SubgraphClient {
  const schemas = parseSchemas(sdl);
  const owners = ownersIn(schemas);
  const typeByTag = new Map([...owners.keys()].map((type) => [typeTag(type), type]));
  const audited = new Map(
    [...auditedOwners(schemas, owners)].map(([type, subgraph]) => [typeTag(type), subgraph]),
  );
  const plainSdl = sdlFor([...owners.keys()])
    .replace(/^extend schema.*\n/, '')
    .replaceAll(/ @(key\([^)]*\)|requiresScopes\([^)]*\)|cost\([^)]*\)|listSize\([^)]*\)|shareable)/g, '');
  const schema = buildASTSchema(parse(plainSdl, { noLocation: true }), { assumeValid: true });
  const cursors = new CursorCodec(secret);
  const changes = createChanges(withoutPrivate(schemas, owners), clients, cursors);
  const entitiesQueries = new Map<string, DocumentNode>();

  function entitiesQueryFor(subgraph: string): DocumentNode {
    let query = entitiesQueries.get(subgraph);
    if (!query) {
      const types = [...owners]
        .filter(([, owner]) => owner === subgraph)
        .map(([type]) => `... on ${type} { id }`);
      query = parse(
        `query Nodes($representations: [_Any!]!) { _entities(representations: $representations) { __typename ${types.join(' ')} } }`,
      );
      entitiesQueries.set(subgraph, query);
    }
    return query;
  }

  const typeOf = (id: string) => (isId(id) ? typeByTag.get(id.slice(0, 4).toLowerCase()) : undefined);

  async function find(
    ids: readonly string[],
    argument: string,
    call: SubgraphCall,
  ): Promise<(NodeReference | Error)[]> {
    const found: (NodeReference | Error)[] = ids.map(() => null);
    const references = ids.map((id, index) => {
      const type = typeOf(id);
      if (type) return { __typename: type, id: id.toLowerCase() };
      found[index] = badUserInput({
        argument: argument === 'id' ? 'id' : `ids.${index}`,
        expected: expected('ID_OF_GRAPH'),
      });
      return undefined;
    });
    await Promise.all(
      [
        ...new Set(references.flatMap((reference) => (reference ? [owners.get(reference.__typename)!] : []))),
      ].map(async (subgraph) => {
        const indexes = references.flatMap((reference, index) =>
          reference && owners.get(reference.__typename) === subgraph ? [index] : [],
        );
        const result = await askSubgraph(clients.get(subgraph)!, {
          ...call,
          document: entitiesQueryFor(subgraph),
          operationName: 'Nodes',
          variables: { representations: indexes.map((index) => references[index]) },
        });
        const entities = (result.data as { _entities?: NodeReference[] } | null | undefined)?._entities;
        indexes.forEach((index, at) => {
          const error = result.errors?.find(({ path }) => !path || path[1] === at || path.length < 2);
          found[index] = error
            ? new GraphQLError(error.message, { extensions: error.extensions })
            : (entities?.[at] ?? null);
        });
      }),
    );
    return found;
  }

  function entityChanged({ ids, after }: EntityChangedArgs, call: SubgraphCall) {
    if (!ids.length || ids.length > MAX_NODES)
      throw badUserInput({ argument: 'ids', expected: expected('IDS', { max: MAX_NODES }) });
    const bySubgraph = new Map<string, string[]>();
    ids.forEach((id, index) => {
      const type = typeOf(id);
      if (!type) throw badUserInput({ argument: `ids.${index}`, expected: expected('ID_OF_GRAPH') });
      const owner = owners.get(type)!;
      bySubgraph.set(owner, [...(bySubgraph.get(owner) ?? []), id.toLowerCase()]);
    });
    return followEntities(bySubgraph, after, clients, cursors, call);
  }

  /** Executes the subscription's selection for one event. */
  function executeEvent(
    change: EntityChange,
    call: SubgraphCall,
  ): ExecutionResult | Promise<ExecutionResult> {
    const entity = async () => {
      if (change.operation === 'DELETED') return null;
      const [found] = await find([change.entityId], 'ids', call);
      if (found instanceof Error) throw found;
      return found;
    };
    return execute({
      schema,
      document: call.document,
      rootValue: { entityChanged: { ...change, entity } },
      variableValues: call.variables ?? {},
      operationName: call.operationName ?? null,
    });
  }

  return {
    name: NODES,
    async subscribe(call: SubscribeCall): Promise<LiveResults | ExecutionResult> {
      const source = await createSourceEventStream({
        schema,
        document: call.document,
        rootValue: { entityChanged: (args: EntityChangedArgs) => entityChanged(args, call) },
        variableValues: call.variables ?? {},
        operationName: call.operationName ?? null,
      });
      if (!(Symbol.asyncIterator in source)) return source;
      const entityChanges = source as AsyncIterableIterator<EntityChange>;
      let cursor = '';
      return {
        get cursor() {
          return cursor;
        },
        async next(): Promise<IteratorResult<LiveResult, undefined>> {
          try {
            const { done, value: change } = await entityChanges.next();
            if (done) return { done, value: undefined };
            cursor = change.cursor;
            return { done: false, value: { ...(await executeEvent(change, call)), extensions: { cursor } } };
          } catch (error) {
            return { done: false, value: { errors: [error as GraphQLError] } };
          }
        },
        async return() {
          await entityChanges.return!();
          return { done: true, value: undefined };
        },
        [Symbol.asyncIterator](): LiveResults {
          return this;
        },
      } satisfies LiveResults;
    },
    async execute(call): Promise<ExecutionResult> {
      const rootValue = {
        rateLimit: () => rateLimitOf(call.caller),
        async node({ id }: { id: string }) {
          const [found] = await find([id], 'id', call);
          if (found instanceof Error) throw found;
          return found;
        },
        nodes({ ids }: { ids: string[] }) {
          if (ids.length > MAX_NODES)
            throw badUserInput({ argument: 'ids', expected: expected('AT_MOST_IDS', { max: MAX_NODES }) });
          return find(ids, 'ids', call);
        },
        async audit(args: AuditArgs) {
          requirePermission(call.caller.actor, AUDIT_SCOPE);
          const entityId = args.of.toLowerCase();
          const owner = isId(entityId) ? audited.get(entityId.slice(0, 4)) : undefined;
          if (!owner) throw badUserInput({ argument: 'of', expected: expected('ID_OF_GRAPH') });
          return readAuditOf(clients.get(owner)!, { ...args, of: entityId }, cursors, call);
        },
        async changes(args: ChangesArgs) {
          // One request to each owner for all entities of the page, and only when they are selected.
          const entities = new DataLoader<string, NodeReference>((ids) => find(ids, 'ids', call));
          const page = await changes(args, call);
          const nodes = page.nodes.map((change) => ({
            ...change,
            entity: () => (change.operation === 'DELETED' ? null : entities.load(change.entityId)),
          }));
          return {
            nodes,
            edges: () => page.cursors().map((cursor, index) => ({ cursor, node: nodes[index] })),
            pageInfo: page.pageInfo,
          };
        },
      };
      return execute({
        schema,
        document: call.document,
        rootValue,
        variableValues: call.variables ?? {},
        operationName: call.operationName ?? null,
      });
    },
    async ready() {},
    async close() {},
  };
}
