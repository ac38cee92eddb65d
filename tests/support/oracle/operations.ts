import {
  getNamedType,
  isAbstractType,
  isCompositeType,
  isObjectType,
  isUnionType,
  parse,
  specifiedRules,
  validate,
  type DocumentNode,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLSchema,
} from 'graphql';
import type { Random } from '../random/random.js';

const MAX_CHARACTERS = 2_500;

type AnyField = GraphQLField<unknown, unknown>;

export interface GeneratedOperation {
  text: string;
  document: DocumentNode;
  variables: Record<string, unknown>;
}

export interface OperationOptions {
  schema: GraphQLSchema;
  /** `query` when absent. */
  type?: 'query' | 'mutation';
  /** Text of the arguments of a field, with parentheses. */
  argumentsOf: (field: AnyField, parent: GraphQLCompositeType) => string;
  /** Whether operations may select a field. */
  isSelectable: (field: AnyField, parent: GraphQLCompositeType) => boolean;
  maxDepth?: number;
  /** Root fields of an operation at most. */
  maxRoots?: number;
}

/** Aliases that equal names of keys, connections and meta fields: where an engine may mistake one for another. */
const TEMPTING = [
  'id',
  'code',
  'siren',
  'inseeCode',
  'name',
  'nodes',
  'key',
  'node',
  '__proto__',
  'constructor',
  'a',
];
const CONDITIONS = ['yes', 'no', 'absentYes', 'absentNo'] as const;
const VALUES: Record<(typeof CONDITIONS)[number], boolean> = {
  yes: true,
  no: false,
  absentYes: true,
  absentNo: false,
};

/**
 * Generates valid operations of the kinds that clients compose without noticing: the same field twice, fragments on
 * interfaces and unions, aliases that equal keys, conditions by literals, variables and defaults.
 */
export class OperationGenerator {
  #fragments: { name: string; type: GraphQLCompositeType; text: string }[] = [];
  #used = new Set<string>();

  constructor(
    private readonly random: Random,
    private readonly options: OperationOptions,
  ) {}

  /** Returns a valid operation: those that merge fields which cannot be merged are thrown away. */
  next(): GeneratedOperation {
    for (;;) {
      const { text, variables } = this.#draw();
      // Larger ones find nothing that smaller ones do not, and take long to validate.
      if (text.length > MAX_CHARACTERS) continue;
      const document = parse(text);
      if (!validate(this.options.schema, document, specifiedRules, { maxErrors: 1 }).length)
        return { text, document, variables };
    }
  }

  #draw(): { text: string; variables: Record<string, unknown> } {
    this.#fragments = [];
    this.#used = new Set();
    const { schema, type = 'query' } = this.options;
    const root = type === 'query' ? schema.getQueryType()! : schema.getMutationType()!;
    const selection = this.#selection(root, this.options.maxDepth ?? 4, this.options.maxRoots ?? 3);
    const declared = [...this.#used].map((name) =>
      name.startsWith('absent') ? `$${name}: Boolean = ${VALUES[name as 'absentYes']}` : `$${name}: Boolean!`,
    );
    const variables = Object.fromEntries(
      [...this.#used]
        .filter((name) => !name.startsWith('absent'))
        .map((name) => [name, VALUES[name as 'yes']]),
    );
    const head = declared.length
      ? `${type} (${declared.join(', ')}) `
      : this.random.chance(0.3)
        ? `${type} Named `
        : type === 'query'
          ? ''
          : `${type} `;
    const text = [`${head}${selection}`, ...this.#fragments.map((each) => each.text)].join('\n');
    return { text, variables };
  }

  #selection(type: GraphQLCompositeType, depth: number, most: number): string {
    const parts: string[] = [];
    for (let count = 1 + this.random.below(most); count > 0; count -= 1) parts.push(this.#part(type, depth));
    if (this.random.chance(0.15)) parts.push(`${this.#alias(0.2)}__typename`);
    // Something that is always there keeps most operations from being empty.
    if (this.random.chance(0.5)) parts.push('__typename');
    // The same again, with other selections below, or the same text.
    if (this.random.chance(0.3)) parts.push(this.random.pick(parts));
    return `{ ${parts.join(' ')} }`;
  }

  #part(type: GraphQLCompositeType, depth: number): string {
    if (this.random.chance(0.25)) return this.#fragment(type, depth);
    const fields = isUnionType(type) ? [] : Object.values(type.getFields());
    const selectable = fields.filter(
      (field) =>
        this.options.isSelectable(field, type) && (depth > 1 || !isCompositeType(getNamedType(field.type))),
    );
    if (!selectable.length)
      return isAbstractType(type) && depth > 0 ? this.#fragment(type, depth) : '__typename';
    // Deep operations find more than wide ones.
    const composite = selectable.filter(({ type: of }) => isCompositeType(getNamedType(of)));
    const field =
      composite.length && this.random.chance(0.5)
        ? this.random.pick(composite)
        : this.random.pick(selectable);
    const head = `${this.#alias(0.25, type)}${field.name}${this.options.argumentsOf(field, type)}`;
    const named = getNamedType(field.type);
    if (!isCompositeType(named)) return `${head}${this.#condition(0.1)}`;
    const once = `${head}${this.#condition(0.08)} ${this.#selection(named, depth - 1, 3)}`;
    // The same list or object twice, each with a part of its fields.
    if (!this.random.chance(0.25)) return once;
    return `${once} ${head}${this.#condition(0.15)} ${this.#selection(named, depth - 1, 2)}`;
  }

  #fragment(type: GraphQLCompositeType, depth: number): string {
    const target = this.#fragmentType(type);
    if (this.random.chance(0.4)) {
      const known = this.#fragments.filter((each) => each.type === target);
      if (known.length && this.random.chance(0.5))
        return `...${this.random.pick(known).name}${this.#condition(0.3)}`;
      const name = `F${this.#fragments.length}`;
      const slot = { name, type: target, text: '' };
      this.#fragments.push(slot);
      slot.text = `fragment ${name} on ${target.name} ${this.#selection(target, depth, 2)}`;
      return `...${name}${this.#condition(0.3)}`;
    }
    const on = target === type && this.random.chance(0.3) ? '' : ` on ${target.name}`;
    return `...${on}${this.#condition(on ? 0.3 : 0.6)} ${this.#selection(target, depth, 2)}`;
  }

  /** A type that a fragment on `type` may name: itself, a member, or an interface that some member has. */
  #fragmentType(type: GraphQLCompositeType): GraphQLCompositeType {
    const { schema } = this.options;
    if (isObjectType(type)) {
      const wider = [...type.getInterfaces(), type];
      return this.random.chance(0.4) ? this.random.pick(wider) : type;
    }
    const members = schema.getPossibleTypes(type);
    if (this.random.chance(0.2)) return type;
    const member = this.random.pick(members);
    return this.random.chance(0.4) && member.getInterfaces().length
      ? this.random.pick(member.getInterfaces())
      : member;
  }

  #alias(probability: number, type?: GraphQLCompositeType): string {
    if (!this.random.chance(probability)) return '';
    const others =
      type && !isUnionType(type) && this.random.chance(0.3) ? Object.keys(type.getFields()) : TEMPTING;
    return `${this.random.pick(others)}: `;
  }

  #condition(probability: number): string {
    if (!this.random.chance(probability)) return '';
    const directive = this.random.chance(0.5) ? 'include' : 'skip';
    if (this.random.chance(0.4)) return ` @${directive}(if: ${this.random.chance(0.5)})`;
    const name = this.random.pick(CONDITIONS);
    this.#used.add(name);
    return ` @${directive}(if: $${name})`;
  }
}
