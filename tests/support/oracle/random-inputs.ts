import {
  getNamedType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
  type GraphQLField,
  type GraphQLInputType,
} from 'graphql';
import type { KnownEntities } from '../paths/known-entities.js';
import type { Random } from '../random/random.js';

/** Types of the ids that inputs name otherwise than by their type. */
const TYPE_OF_ID: Readonly<Record<string, string>> = {
  frenchAuthority: 'Authority',
  successor: 'Authority',
  member: 'Authority',
  request: 'CooperationRequest',
  session: 'CommitteeSession',
  group: 'CountryGroup',
  call: 'CallForProjects',
};
const BY_TYPE: Readonly<Record<string, readonly string[]>> = {
  String: ['Réunion', 'Eau potable', 'fr', 'a@example.org', '', 'x'.repeat(201)],
  CountryCode: ['BJ', 'SN', 'MG', 'XX'],
  Date: ['2027-01-10', '2027-02-01', '2026-01-05'],
  PartialDate: ['2027', '2026-05', '2020-01-31'],
  LocalTime: ['10:00', '18:30'],
  DateTime: ['2027-01-01T10:00:00Z'],
  URL: ['https://example.org/', 'https://example.org/é'],
  InseeCode: ['69123'],
  PostalCode: ['69001'],
  Siren: ['216901231'],
  FileContent: ['eA=='],
};

/** Random inputs of mutations: plausible values, many of which are refused with problems. */
export class RandomInputs {
  constructor(
    private readonly random: Random,
    private readonly things: KnownEntities,
  ) {}

  /** Text of the argument of a mutation. */
  of(field: GraphQLField<unknown, unknown>): string {
    const payload = getNamedType(field.type);
    const fields = isObjectType(payload) ? Object.values(payload.getFields()) : [];
    // The entity that it changes is the one that it returns.
    const entity = fields.map(({ type }) => getNamedType(type).name).find((type) => type in this.things.ids);
    const texts = field.args.map(({ name, type }) => `${name}: ${this.#value(type, name, entity)}`);
    return texts.length ? `(${texts.join(', ')})` : '';
  }

  #value(of: GraphQLInputType, name: string, entity: string | undefined): string {
    const type = getNullableType<GraphQLInputType>(of);
    if (isListType(type)) {
      const items = Array.from({ length: this.random.below(3) }, () =>
        this.#value(type.ofType, name, entity),
      );
      return `[${items.join(', ')}]`;
    }
    if (isEnumType(type)) return this.random.pick(type.getValues()).name;
    if (isInputObjectType(type)) {
      const chosen = Object.values(type.getFields()).filter(
        (field) => isNonNullType(field.type) || this.random.chance(0.2),
      );
      // One of the fields, where exactly one must be there.
      const fields = type.isOneOf ? [this.random.pick(Object.values(type.getFields()))] : chosen;
      const texts = fields.map((field) => `${field.name}: ${this.#value(field.type, field.name, entity)}`);
      return `{ ${texts.join(', ')} }`;
    }
    switch (type.name) {
      case 'ID':
        return JSON.stringify(this.#id(name, entity));
      case 'Int':
        // Entities begin with version 1.
        return name === 'version' ? this.random.pick(['1', '1', '2']) : String(1990 + this.random.below(40));
      case 'Float':
        return '0.5';
      case 'Boolean':
        return String(this.random.chance(0.5));
      default:
        return JSON.stringify(this.random.pick(BY_TYPE[type.name] ?? BY_TYPE.String!));
    }
  }

  #id(name: string, entity: string | undefined): string {
    const [, subject, kind] = /^(\w*?)(Id|Code)s?$/.exec(name) ?? [];
    const type = subject
      ? (TYPE_OF_ID[subject] ?? `${subject[0]!.toUpperCase()}${subject.slice(1)}`)
      : entity;
    const { ids, codes } = this.things;
    const known = type ? (kind === 'Code' ? codes : ids)[type] : undefined;
    return this.random.pick(known?.length ? known : Object.values(ids).flat());
  }
}
