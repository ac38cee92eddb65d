import {
  getNamedType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  type GraphQLArgument,
  type GraphQLInputField,
  type GraphQLInputType,
} from 'graphql';
import type { Random } from '../random/random.js';
import type { KnownEntities } from './known-entities.js';
import type { AnyField } from './shape.js';

/** Type of the entity whose id an argument or condition takes. */
const TYPE_OF_ID: Readonly<Record<string, string>> = {
  authority: 'Authority',
  request: 'CooperationRequest',
  expertise: 'Expertise',
  session: 'CommitteeSession',
  foreignAuthority: 'ForeignAuthority',
  partner: 'Partner',
  candidate: 'Authority',
  frenchAuthority: 'Authority',
};
const WORDS: Readonly<Record<string, readonly string[]>> = {
  text: ['Lyon', 'formation', 'Rwanda', 'eau', 'know-how'],
  name: ['Lyon', 'Grenoble', 'Rwanda'],
  department: ['69', '38'],
  region: ['84'],
  language: ['fr', 'en'],
  types: ['Label', 'CooperationRequest', 'Expertise', 'LabelApplication'],
};
const BY_TYPE: Readonly<Record<string, readonly string[]>> = {
  CountryCode: ['RW', 'MG', 'BJ', 'SN'],
  InseeCode: ['69123', '38185'],
  PostalCode: ['69001', '38000'],
  Siren: ['216901231'],
  Date: ['2026-06-01', '2020-01-01'],
  DateTime: ['2020-01-01T00:00:00Z'],
};
/** Cursors reach no other entities. */
const LEFT_OUT = new Set(['after', 'before', 'asOf']);
const MAX_ITEMS = 3;

/** Random arguments: plausible values, and ids of private entities. */
export class Values {
  constructor(
    private readonly random: Random,
    private readonly things: KnownEntities,
  ) {}

  /** Text of the arguments of a field, such as `(first: 2)`; empty without arguments. */
  of(field: AnyField): string {
    const type = getNamedType(field.type).name;
    const named = field.args.filter(({ name }) => ['id', 'code'].includes(name));
    const chosen = named.length ? this.random.pick(named).name : undefined;
    const size = this.random.chance(0.8) ? 'first' : 'last';
    const texts = field.args.flatMap((argument) => {
      const { name } = argument;
      if (name === 'first' || name === 'last')
        return name === size || !field.args.some((other) => other.name === size)
          ? [`${name}: ${1 + this.random.below(MAX_ITEMS)}`]
          : [];
      if (LEFT_OUT.has(name)) return [];
      if (name === 'id' || name === 'code')
        return name === chosen ? [`${name}: ${this.#thing(type, argument)}`] : [];
      if (!isNonNullType(argument.type) && (chosen || this.random.chance(0.65))) return [];
      return [`${name}: ${this.#value(argument.type, name)}`];
    });
    return texts.length ? `(${texts.join(', ')})` : '';
  }

  #thing(type: string, { name, type: of }: GraphQLArgument): string {
    if (name === 'id') return JSON.stringify(this.idOf(type));
    const code = this.random.pick(this.things.codes[type] ?? ['NONE']);
    return getNamedType(of).name === 'Int' ? code : JSON.stringify(code);
  }

  /** @param type of the entity; any type when none of this type is known */
  idOf(type: string): string {
    return this.random.pick(this.things.ids[type] ?? Object.values(this.things.ids).flat());
  }

  /** Type of a known entity. */
  typeOf(id: string): string | undefined {
    const { ids } = this.things;
    return Object.keys(ids).find((type) => ids[type]!.includes(id));
  }

  #value(of: GraphQLInputType, name: string): string {
    const type = getNullableType<GraphQLInputType>(of);
    if (isListType(type)) {
      const count = name === 'orderBy' ? 1 : 1 + this.random.below(2);
      const items = Array.from({ length: count }, () => this.#value(type.ofType, name));
      return `[${[...new Set(items)].join(', ')}]`;
    }
    if (isEnumType(type)) return this.random.pick(type.getValues()).name;
    if (isInputObjectType(type)) return this.#object(Object.values(type.getFields()), name);
    switch (type.name) {
      case 'ID':
        return name === 'code' || name === 'group'
          ? JSON.stringify(this.random.pick(this.things.codes.Theme!))
          : JSON.stringify(this.idOf(TYPE_OF_ID[name] ?? 'anything'));
      case 'Int':
        return String(1 + this.random.below(3000));
      case 'Float':
        return '0.5';
      case 'Boolean':
        return String(this.random.chance(0.5));
    }
    return JSON.stringify(this.random.pick(BY_TYPE[type.name] ?? WORDS[name] ?? WORDS.text!));
  }

  #object(fields: readonly GraphQLInputField[], around: string): string {
    const needed = fields.filter(({ type }) => isNonNullType(type));
    const combining = new Set(['and', 'or', 'not']);
    const plain = fields.filter(({ name, type }) => !combining.has(name) && !isNonNullType(type));
    const more =
      needed.length && !this.random.chance(0.3) ? [] : plain.length ? [this.random.pick(plain)] : [];
    const not = fields.find(({ name }) => name === 'not');
    if (not && this.random.chance(0.15)) more.splice(0, 1, not);
    const texts = [...needed, ...more].map(({ name, type }) => {
      // `authority: { in: […] }` takes ids of authorities.
      const subject = name === 'in' || name === 'notIn' || name === 'id' ? around : name;
      return `${name}: ${this.#value(type, subject)}`;
    });
    return `{ ${texts.join(', ')} }`;
  }
}
