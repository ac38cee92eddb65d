import { composeServices } from '@theguild/federation-composition';
import {
  GraphQLError,
  Kind,
  buildASTSchema,
  buildSchema,
  execute,
  getNamedType,
  getNullableType,
  isAbstractType,
  isEnumType,
  isListType,
  isNonNullType,
  isObjectType,
  parse,
  print,
  validate,
  type DocumentNode,
  type ExecutionResult,
  type GraphQLFieldResolver,
  type GraphQLOutputType,
  type GraphQLSchema,
} from 'graphql';
import { createHash } from 'node:crypto';

export interface InventedOptions {
  seed: number;
  /** Probability that a field fails. */
  errorRate?: number;
  /** Probability that a nullable value is null. */
  nullRate?: number;
  /** Types whose ids are those of another type, such as an interface that some subgraph has as an object. */
  identities?: Readonly<Record<string, string>>;
  /** Fields whose values depend on others (`requires`): by coordinate, the names of these. */
  requires?: Readonly<Record<string, readonly string[]>>;
}

/** Object of an invented graph: its fields follow from its type and its identity. */
export interface Invented {
  __typename: string;
  identity: string;
  /** Values that came with a representation. */
  given?: Readonly<Record<string, unknown>>;
}

/** Names of fields that identify: their values say which object it is. */
const ID_FIELDS = ['id', 'code', 'number'];

const FEDERATION = `
scalar _Any
scalar FieldSet
directive @key(fields: FieldSet!, resolvable: Boolean = true) repeatable on OBJECT | INTERFACE
directive @requires(fields: FieldSet!) on FIELD_DEFINITION
directive @provides(fields: FieldSet!) on FIELD_DEFINITION
directive @external on OBJECT | FIELD_DEFINITION
directive @shareable repeatable on FIELD_DEFINITION | OBJECT
directive @override(from: String!) on FIELD_DEFINITION
directive @inaccessible on FIELD_DEFINITION | OBJECT | INTERFACE | UNION | ENUM | ENUM_VALUE | SCALAR | INPUT_OBJECT | INPUT_FIELD_DEFINITION | ARGUMENT_DEFINITION
directive @interfaceObject on OBJECT
`;
const LINK = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@requires", "@provides", "@external", "@shareable", "@override", "@inaccessible", "@interfaceObject"])\n`;

const compositions = new WeakMap<
  Readonly<Record<string, string>>,
  { supergraphSdl: string; publicSdl: string }
>();

/** The composition of these subgraphs, made once: tests open the same graph with many seeds. */
function composedOf(sdl: Readonly<Record<string, string>>): { supergraphSdl: string; publicSdl: string } {
  const known = compositions.get(sdl);
  if (known) return known;
  const composed = composeServices(
    Object.entries(sdl).map(([name, text]) => ({
      name,
      typeDefs: parse(LINK + text),
      url: `http://${name}/graphql`,
    })),
  );
  if (composed.errors) throw new Error(composed.errors.map(({ message }) => message).join('\n'));
  compositions.set(sdl, composed);
  return composed;
}

/**
 * A federated graph whose data is invented: the value of each field follows from its object, its name and its arguments by
 * a hash. Subgraphs and the reference, graphql-js over the whole public schema, therefore know the same data, without
 * sharing anything with the engine.
 */
export class InventedGraph {
  readonly supergraph: string;
  readonly api: GraphQLSchema;
  readonly #subgraphs: ReadonlyMap<string, GraphQLSchema>;
  readonly #reference: GraphQLSchema;
  /** Documents that the engine sent and that are not valid in their subgraph. */
  readonly invalid = new Map<string, string>();
  readonly #validated = new WeakSet<DocumentNode>();
  /** Mutations in the order in which they ran. */
  readonly mutations: string[] = [];

  constructor(
    sdl: Readonly<Record<string, string>>,
    private readonly options: InventedOptions,
  ) {
    const composed = composedOf(sdl);
    this.supergraph = composed.supergraphSdl;
    this.api = buildSchema(print(parse(composed.publicSdl)), { assumeValid: true, assumeValidSDL: true });
    this.#reference = this.#withResolvers(
      buildSchema(composed.publicSdl, { assumeValid: true, assumeValidSDL: true }),
    );
    this.#subgraphs = new Map(
      Object.entries(sdl).map(([name, text]) => [name, this.#withResolvers(subgraphSchema(text))]),
    );
  }

  /** Executes a document on a subgraph. */
  async ask(
    subgraph: string,
    document: DocumentNode,
    variables: Record<string, unknown>,
  ): Promise<ExecutionResult> {
    const schema = this.#subgraphs.get(subgraph)!;
    if (!this.#validated.has(document)) {
      this.#validated.add(document);
      const [error] = validate(schema, document);
      if (error) this.invalid.set(print(document), error.message);
    }
    // As it would come over the network: nothing is shared with the subgraph.
    return JSON.parse(JSON.stringify(await execute({ schema, document, variableValues: variables })));
  }

  /** Executes a document on the whole graph, in one process. */
  async expected(
    document: DocumentNode,
    variables: Record<string, unknown>,
    operationName?: string,
  ): Promise<ExecutionResult> {
    const schema = this.#reference;
    const result = await execute({
      schema,
      document,
      variableValues: variables,
      operationName: operationName ?? null,
    });
    return JSON.parse(JSON.stringify(result));
  }

  #withResolvers(schema: GraphQLSchema): GraphQLSchema {
    for (const type of Object.values(schema.getTypeMap())) {
      if (isAbstractType(type)) type.resolveType = (value: Invented) => value.__typename;
      if (!isObjectType(type) || type.name.startsWith('__')) continue;
      for (const field of Object.values(type.getFields()))
        field.resolve = field.name === '_entities' ? this.#entities(schema) : this.#resolve;
    }
    return schema;
  }

  #entities = (schema: GraphQLSchema): GraphQLFieldResolver<unknown, unknown> => {
    return (_source, { representations }) =>
      (representations as Record<string, unknown>[]).map((given): Invented => {
        const { __typename: name } = given as { __typename: string };
        const identity = identityIn(given);
        const type = schema.getType(name);
        const members = isAbstractType(type) ? schema.getPossibleTypes(type).map((each) => each.name) : [];
        const member = members.length ? this.#typeOf(identity, members) : name;
        return { __typename: member, identity, given };
      });
  };

  #resolve: GraphQLFieldResolver<Invented | undefined, unknown> = (source, args, _context, info) => {
    const { fieldName: field, parentType, returnType } = info;
    const typename = this.options.identities?.[parentType.name] ?? parentType.name;
    const identity = source?.identity ?? 'root';
    if (parentType === info.schema.getMutationType())
      this.mutations.push(`${field}(${JSON.stringify(args)})`);
    if (ID_FIELDS.includes(field)) return field === 'code' ? `c-${identity}` : identity;
    const place = [typename, identity, field, canonical(args)];
    // What others require does not fail: the reference computes with it without asking for it.
    const isRequired = Object.entries(this.options.requires ?? {}).some(
      ([coordinate, names]) => coordinate.startsWith(`${parentType.name}.`) && names.includes(field),
    );
    if (!isRequired && this.#draw('error', ...place) < (this.options.errorRate ?? 0))
      throw new GraphQLError(`injected at ${typename}.${field}`, { extensions: { code: 'CONFLICT' } });
    const needed = this.options.requires?.[`${parentType.name}.${field}`];
    if (needed) {
      // Computed from other fields of the object, which a subgraph gets with the representation.
      const values = needed.map((name) => {
        const type = parentType.getFields()[name]?.type;
        const known = source?.given && name in source.given ? source.given[name] : undefined;
        return known ?? (type ? this.#value(type, info.schema, [typename, identity, name, '[]']) : null);
      });
      return `computed from ${JSON.stringify(values)}`;
    }
    return this.#value(returnType, info.schema, place);
  };

  #value(type: GraphQLOutputType, schema: GraphQLSchema, place: readonly string[]): unknown {
    if (!isNonNullType(type) && this.#draw('null', ...place) < (this.options.nullRate ?? 0)) return null;
    const nullable = getNullableType(type);
    if (isListType(nullable))
      return Array.from({ length: Math.floor(this.#draw('length', ...place) * 4) }, (_, index) =>
        this.#value(nullable.ofType, schema, [...place, String(index)]),
      );
    const named = getNamedType(nullable);
    if (isAbstractType(named) || isObjectType(named)) {
      const members = isAbstractType(named)
        ? schema.getPossibleTypes(named).map(({ name }) => name)
        : [named.name];
      const isEntity = (name: string) => {
        const member = schema.getType(name);
        return isObjectType(member) && ID_FIELDS.some((field) => field in member.getFields());
      };
      // Few objects of each type, so that the same one is found in several places.
      if (members.some(isEntity)) {
        const identity = String(Math.floor(this.#draw('which', ...place) * 4));
        // An object of another type may have the same id, unless these types share their ids.
        const typename = this.#typeOf(this.options.identities ? identity : place.join('/'), members);
        return { __typename: typename, identity } satisfies Invented;
      }
      const identity = place.join('/');
      return { __typename: this.#typeOf(identity, members), identity } satisfies Invented;
    }
    if (isEnumType(named)) {
      const values = named.getValues();
      return values[Math.floor(this.#draw('enum', ...place) * values.length)]!.name;
    }
    const number = Math.floor(this.#draw('leaf', ...place) * 100);
    if (named.name === 'Int') return number;
    if (named.name === 'Float') return number / 4;
    if (named.name === 'Boolean') return number % 2 === 0;
    if (named.name === 'JSON') return { number, list: [number], nested: { place: place[2] } };
    return `${place[2]} ${number}`;
  }

  /** Draws the type of an object. */
  #typeOf(identity: string, members: readonly string[]): string {
    const sorted = [...members].sort();
    return sorted[Math.floor(this.#draw('type', identity) * sorted.length)]!;
  }

  #draw(...about: readonly string[]): number {
    const hash = createHash('sha256').update([this.options.seed, ...about].join('\0'));
    return hash.digest().readUInt32BE(0) / 2 ** 32;
  }
}

function identityIn(given: Readonly<Record<string, unknown>>): string {
  if (typeof given.id === 'string') return given.id;
  if (typeof given.code === 'string') return given.code.replace(/^c-/, '');
  if (given.number !== undefined) return String(given.number);
  throw new GraphQLError(`A representation has no key: ${JSON.stringify(given)}`);
}

const canonical = (args: object): string =>
  JSON.stringify(Object.entries(args).sort(([one], [other]) => (one < other ? -1 : 1)));

function subgraphSchema(sdl: string): GraphQLSchema {
  const document = parse(sdl);
  const entities = document.definitions.flatMap((definition) =>
    definition.kind === Kind.OBJECT_TYPE_DEFINITION &&
    definition.directives?.some(
      ({ name, arguments: args }) =>
        name.value === 'key' && !args?.some((argument) => argument.name.value === 'resolvable'),
    )
      ? [definition.name.value]
      : [],
  );
  const hasQuery = /\btype Query\b/.test(sdl);
  const federation = entities.length
    ? `union _Entity = ${entities.join(' | ')}\n${hasQuery ? 'extend ' : ''}type Query { _entities(representations: [_Any!]!): [_Entity]! }`
    : '';
  return buildASTSchema(parse(`${FEDERATION}\n${sdl}\n${federation}`), {
    assumeValid: true,
    assumeValidSDL: true,
  });
}
