import {
  GraphQLError,
  OperationTypeNode,
  astFromValue,
  buildSchema,
  execute,
  getNamedType,
  getOperationAST,
  isAbstractType,
  isCompositeType,
  isObjectType,
  parse,
  print,
  type DocumentNode,
  type ExecutionResult,
  type GraphQLNamedType,
  type GraphQLResolveInfo,
  type GraphQLSchema,
} from 'graphql';
import { PayloadObject, Payloads } from './payloads.js';
import { SupergraphFields } from './supergraph-fields.js';

/** Executes a document on one subgraph. */
export type AskSubgraph = (
  subgraph: string,
  document: DocumentNode,
  variables: Record<string, unknown>,
) => Promise<ExecutionResult>;

/** Requests at once: those of a facet with a hundred values would wait too long for the connections of a pool. */
const CONCURRENCY = 8;

/** Object of the graph: an entity by its keys, or a part of what a field returned. */
interface Reference {
  __typename: string;
  keys: Record<string, unknown>;
  place: Place;
}

/** Where a subgraph has an object: at a root, or below the field of another object. */
type Place =
  | { root: 'query' | 'mutation' }
  | { parent: Reference; subgraph: string; field: string; indexes: readonly number[] };

/**
 * The graph as naively as it can be: graphql-js executes the operation over the public schema, and each field of each
 * object is resolved by itself, by a request for this one field to the subgraph that owns it. It shares nothing with the
 * engine of the gateway: no plan, no merging, no batches.
 */
export class NaiveGraph {
  readonly #schema: GraphQLSchema;
  readonly #fields: SupergraphFields;
  readonly #payloads: Payloads;
  readonly #documents = new Map<string, DocumentNode>();
  requests = 0;
  #running = 0;
  readonly #waiting: (() => void)[] = [];

  constructor(
    supergraph: string,
    api: string,
    private readonly ask: AskSubgraph,
  ) {
    this.#fields = new SupergraphFields(supergraph);
    this.#schema = buildSchema(api, { assumeValid: true, assumeValidSDL: true });
    this.#payloads = new Payloads(this.#schema, this.#fields);
    for (const type of Object.values(this.#schema.getTypeMap())) {
      if (isAbstractType(type)) type.resolveType = (value: Reference) => value.__typename;
      if (!isObjectType(type) || type.name.startsWith('__')) continue;
      for (const field of Object.values(type.getFields()))
        field.resolve = (source, args, _context, info) =>
          this.#resolve(source as Reference | PayloadObject, args, info);
    }
  }

  /** Asks a subgraph when fewer than {@link CONCURRENCY} requests run. */
  async #asked(...request: Parameters<AskSubgraph>): Promise<ExecutionResult> {
    if (this.#running >= CONCURRENCY) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    else this.#running += 1;
    try {
      return await this.ask(...request);
    } finally {
      const next = this.#waiting.shift();
      if (next) next();
      else this.#running -= 1;
    }
  }

  /** Executes an operation of a valid document. */
  async execute(
    document: DocumentNode,
    variables: Record<string, unknown> = {},
    operationName?: string,
  ): Promise<ExecutionResult> {
    const isMutation = getOperationAST(document, operationName)?.operation === OperationTypeNode.MUTATION;
    const root: Reference = isMutation
      ? { __typename: 'Mutation', keys: {}, place: { root: 'mutation' } }
      : { __typename: 'Query', keys: {}, place: { root: 'query' } };
    return execute({
      schema: this.#schema,
      document,
      rootValue: root,
      variableValues: variables,
      operationName: operationName ?? null,
    });
  }

  async #resolve(
    known: Reference | PayloadObject,
    args: Record<string, unknown>,
    info: GraphQLResolveInfo,
  ): Promise<unknown> {
    const type = info.parentType.name;
    const definition = info.parentType.getFields()[info.fieldName]!;
    if (known instanceof PayloadObject) return this.#payloads.valueOf(known, definition, args);
    const owners = this.#fields.ownersOf(type, info.fieldName);
    // A value belongs to the field that returned it, so its subgraph is the one of that field.
    const subgraph = owners.length === 1 ? owners[0]! : this.#subgraphFor(known, owners);
    const source = await this.#withKeyFor(known, subgraph);
    const texts = definition.args.flatMap((argument) => {
      if (!(argument.name in args)) return [];
      return [`${argument.name}: ${print(astFromValue(args[argument.name], argument.type)!)}`];
    });
    const field = `${info.fieldName}${texts.length ? `(${texts.join(', ')})` : ''}`;
    const named = getNamedType(definition.type);
    if (isMutation(known)) return this.#mutate(known, subgraph, field, named);
    const selection = isCompositeType(named) ? ` ${this.#identity(named, subgraph)}` : '';
    const value = await this.#read(source, subgraph, `field: ${field}${selection}`);
    return selection ? this.#references(value, { parent: source, subgraph, field, indexes: [] }) : value;
  }

  /** Executes a mutation, and reads its payload by the same request. */
  async #mutate(root: Reference, subgraph: string, field: string, type: GraphQLNamedType): Promise<unknown> {
    const reading = {
      identity: (of: GraphQLNamedType) => this.#identity(of, subgraph),
      references: (value: unknown) => this.#references(value, { parent: root, subgraph, field, indexes: [] }),
    };
    const selection = this.#payloads.selectionOf(type, subgraph, reading);
    const value = await this.#read(root, subgraph, `field: ${field} ${selection}`);
    return this.#payloads.objectsOf(type, subgraph, reading, value);
  }

  /** Of several subgraphs that resolve a field: the one that has the object, or one that finds it by a key. */
  #subgraphFor(source: Reference, owners: readonly string[]): string {
    const { place } = source;
    if (!('root' in place) && owners.includes(place.subgraph)) return place.subgraph;
    return owners.find((owner) => this.#keyFor(source, owner) !== undefined) ?? owners[0]!;
  }

  /** Selection of what identifies the objects of a field. */
  #identity(type: GraphQLNamedType, subgraph: string): string {
    const members = this.#fields.membersIn(this.#fields.schema.getType(type.name)!, subgraph);
    const parts = members.flatMap((member) => {
      const keys = this.#fields.keysOf(member, subgraph).join(' ');
      if (!keys) return [];
      return isAbstractType(type)
        ? [`... on ${member} { ${aliased(keys, member)} }`]
        : [aliased(keys, member)];
    });
    return `{ __typename ${parts.join(' ')} }`;
  }

  #references(value: unknown, place: Exclude<Place, { root: unknown }>): unknown {
    if (value === null || value === undefined) return null;
    if (Array.isArray(value))
      return value.map((item, index) =>
        this.#references(item, { ...place, indexes: [...place.indexes, index] }),
      );
    const { __typename, ...rest } = value as { __typename: string };
    const keys = Object.fromEntries(
      Object.entries(rest).map(([name, key]) => [name.slice(`${__typename}_`.length), key]),
    );
    return { __typename, keys, place } satisfies Reference;
  }

  /** Returns the object with more keys, where the known ones do not lead to a subgraph, and others of it would. */
  async #withKeyFor(source: Reference, subgraph: string): Promise<Reference> {
    const { __typename: type, place, keys } = source;
    const wanted = this.#fields.keysOf(type, subgraph, { resolvable: true });
    if ('root' in place || place.subgraph === subgraph || !wanted.length || this.#keyFor(source, subgraph))
      return source;
    for (const other of this.#fields.subgraphsOf(type)) {
      const shared = wanted.find((key) => this.#fields.keysOf(type, other).includes(key));
      if (shared === undefined || this.#keyFor(source, other) === undefined) continue;
      const values = shared
        .split(' ')
        .map(async (name) => [name, await this.#read(source, other, `field: ${name}`)]);
      return { ...source, keys: { ...keys, ...Object.fromEntries(await Promise.all(values)) } };
    }
    return source;
  }

  /** Reads one field of an object from a subgraph. */
  async #read(source: Reference, subgraph: string, field: string): Promise<unknown> {
    const { text, representation, path } = this.#requestFor(source, subgraph, field);
    let document = this.#documents.get(text);
    if (!document) this.#documents.set(text, (document = parse(text, { noLocation: true })));
    this.requests += 1;
    const variables = representation ? { representations: [representation] } : {};
    const { data, errors } = await this.#asked(subgraph, document, variables);
    // The error that concerns the field itself, and not another part of the way to it.
    const error = errors?.[0];
    if (error) throw new GraphQLError(error.message, { extensions: error.extensions });
    let value: unknown = data;
    for (const part of path) value = (value as Record<string | number, unknown> | null | undefined)?.[part];
    return value;
  }

  /** Key by which a subgraph finds an object, of those whose values are known. */
  #keyFor({ __typename, keys }: Reference, subgraph: string): string | undefined {
    return this.#fields
      .keysOf(__typename, subgraph, { resolvable: true })
      .find((key) => key.split(' ').every((name) => name in keys));
  }

  #requestFor(
    source: Reference,
    subgraph: string,
    selection: string,
  ): { text: string; representation?: object; path: readonly (string | number)[] } {
    const { __typename: type, keys, place } = source;
    if ('root' in place) return { text: `${place.root} { ${selection} }`, path: ['field'] };
    const key = this.#keyFor(source, subgraph);
    if (key !== undefined) {
      const representation = {
        __typename: type,
        ...Object.fromEntries(key.split(' ').map((name) => [name, keys[name]])),
      };
      const text = `query ($representations: [_Any!]!) { _entities(representations: $representations) { ... on ${type} { ${selection} } } }`;
      return { text, representation, path: ['_entities', 0, 'field'] };
    }
    // No entity: it is read again where it was found, with everything above it up to an entity.
    if (place.subgraph !== subgraph)
      throw new Error(`${type} is no entity of ${subgraph}, and comes from ${place.subgraph}`);
    if (isMutation(place.parent))
      throw new Error(`${type} of ${place.field} would be read by mutating again`);
    const around = this.#requestFor(
      place.parent,
      subgraph,
      `field: ${place.field} { ... on ${type} { ${selection} } }`,
    );
    return { ...around, path: [...around.path, ...place.indexes, 'field'] };
  }
}

const isMutation = ({ place }: Reference): boolean => 'root' in place && place.root === 'mutation';

/** Keys under names of their own for each type: fields of one name may have several types. */
function aliased(keys: string, type: string): string {
  if (keys.includes('{'))
    throw new Error(`A key of ${type} has several levels, which this reference does not read`);
  return [...new Set(keys.split(' '))].map((name) => `${type}_${name}: ${name}`).join(' ');
}
