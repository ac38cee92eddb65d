import {
  getNamedType,
  isLeafType,
  isObjectType,
  isRequiredArgument,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
} from 'graphql';
import { SEED } from '../random/depth.js';
import { Random } from '../random/random.js';

type Field = GraphQLField<unknown, unknown>;

/** Generates small valid queries, each of them another one: other root fields, fields, aliases and page sizes. */
export class SmallDocuments {
  readonly #random = new Random(SEED);
  readonly #roots: readonly Field[];
  #count = 0;

  constructor(schema: GraphQLSchema) {
    this.#roots = Object.values(schema.getQueryType()!.getFields()).filter(
      ({ args, type, astNode }) =>
        !args.some(isRequiredArgument) && isObjectType(getNamedType(type)) && !astNode?.directives?.length,
    );
  }

  next(): string {
    this.#count += 1;
    const field = this.#random.pick(this.#roots);
    const type = getNamedType(field.type) as GraphQLObjectType;
    const size = field.args.some(({ name }) => name === 'first')
      ? `(first: ${1 + this.#random.below(100)})`
      : '';
    return `{ a${this.#count}: ${field.name}${size} { ${this.#fields(type, 0)} } }`;
  }

  #fields(type: GraphQLObjectType, depth: number): string {
    const fields = Object.values(type.getFields()).filter(
      ({ args, astNode }) => !args.some(isRequiredArgument) && !astNode?.directives?.length,
    );
    const chosen = Array.from({ length: 1 + this.#random.below(4) }, () => this.#random.pick(fields));
    return chosen.map((field, at) => this.#field(field, at, depth)).join(' ');
  }

  #field({ name, type }: Field, at: number, depth: number): string {
    const named = getNamedType(type);
    const alias = this.#random.chance(0.5) ? `b${this.#count % 1_000}_${at}` : `${name}${at}`;
    if (isLeafType(named)) return `${alias}: ${name}`;
    if (!isObjectType(named) || depth > 2) return '__typename';
    return `${alias}: ${name} { ${this.#fields(named, depth + 1)} }`;
  }
}
