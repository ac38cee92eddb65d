import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { buildSchema, getNamedType, isInputObjectType, type GraphQLInputObjectType } from 'graphql';
import { headersOf } from '../../support/actors.js';
import { ask } from '../../support/graph.js';

// A code that does not exist is refused, with what would be right: an empty list would say that there is nothing.

const schema = buildSchema(readFileSync(new URL('../../../../schema/api.graphql', import.meta.url), 'utf8'));
const root = Object.values(schema.getQueryType()!.getFields());

/** Types of filter fields that hold codes, with a condition on a code that does not exist. */
const UNKNOWN: Readonly<Record<string, { condition: object; argument: string }>> = {
  CountryCodeFilter: { condition: { in: ['ZZ'] }, argument: 'in.0' },
  TextCodeFilter: { condition: { in: ['no-such-code'] }, argument: 'in.0' },
  ThemeCondition: { condition: { code: 'no-such-code' }, argument: 'code' },
};
/** Fields of these types that hold no code of a closed list. */
const OPEN: ReadonlySet<string> = new Set([
  'PartnerFilter.name',
  'ApiKeyFilter.prefix',
  // Subdivisions of ISO 3166-2, of which the graph knows those alone that have authorities.
  'ForeignAuthorityFilter.subdivision',
]);

interface Case {
  list: string;
  path: string;
  filter: object;
  argument: string;
}

/** Conditions on unknown codes in a filter and its groups, each alone. */
function casesOf(type: GraphQLInputObjectType, list: string, path: readonly string[] = []): Case[] {
  return Object.values(type.getFields()).flatMap((field) => {
    const of = getNamedType(field.type);
    const at = [...path, field.name];
    if (['and', 'or', 'not'].includes(field.name) || OPEN.has(`${type.name}.${field.name}`)) return [];
    const unknown = UNKNOWN[of.name];
    if (unknown) {
      const filter = at.reduceRight<object>((inner, name) => ({ [name]: inner }), unknown.condition);
      const argument = ['filter', ...at, unknown.argument].join('.');
      return [{ list, path: at.join('.'), filter, argument }];
    }
    return isInputObjectType(of) && path.length < 2 ? casesOf(of, list, at) : [];
  });
}

const filterOf = (field: (typeof root)[number]) => {
  const filter = field.args.find(({ name }) => name === 'filter');
  return filter && (getNamedType(filter.type) as GraphQLInputObjectType);
};
const lists = root.filter((field) => filterOf(field) && field.type.toString().includes('Connection'));
const cases = lists.flatMap((field) => casesOf(filterOf(field)!, field.name));
/** Lookups by a text; a number of a goal has bounds, beyond which it is refused. */
const lookups = root
  .filter(({ args }) => args.some(({ name, type }) => name === 'code' && String(type) !== 'Int'))
  .map(({ name }) => name);

let headers: Record<string, string>;
beforeAll(async () => {
  headers = await headersOf('ADMINISTRATOR');
});

const errorOf = async (query: string, variables: object, language?: string) => {
  const { errors } = await ask(query, variables as Record<string, unknown>, {
    headers: { ...headers, ...(language && { 'accept-language': language }) },
  });
  return errors[0];
};

const listQuery = (list: string) => {
  const type = filterOf(root.find(({ name }) => name === list)!)!;
  return `query ($filter: ${type.name}) { ${list}(filter: $filter, first: 1) { nodes { __typename } } }`;
};

describe('a code that does not exist', () => {
  it('can be in many lists', () => {
    expect(cases.length).toBeGreaterThan(40);
    expect(lookups.length).toBeGreaterThan(7);
  });

  it.each(cases)('is refused in $list($path)', async ({ list, filter, argument }) => {
    const error = await errorOf(listQuery(list), { filter });
    expect(error).toMatchObject({ extensions: { code: 'BAD_USER_INPUT', argument } });
    expect(error!.extensions.expected).toMatch(/» n’existe pas/);
  });

  it.each(cases)('is refused below and, or and not in $list($path)', async ({ list, filter, argument }) => {
    const inner = argument.replace(/^filter\./, '');
    for (const [branch, at] of [
      [{ and: [filter] }, 'and.0'],
      [{ or: [{}, filter] }, 'or.1'],
      [{ not: filter }, 'not'],
    ] as const)
      expect(await errorOf(listQuery(list), { filter: branch })).toMatchObject({
        extensions: { code: 'BAD_USER_INPUT', argument: `filter.${at}.${inner}` },
      });
  });

  it.each(lookups)('is null in %s(code)', async (name) => {
    const type = root.find((field) => field.name === name)!.args.find((arg) => arg.name === 'code')!.type;
    const code = { country: 'ZZ', dacSector: '99999' }[name] ?? '99';
    const { data, errors } = await ask(
      `query ($code: ${type}) { ${name}(code: $code) { __typename } }`,
      { code },
      { headers },
    );
    expect({ data, errors }).toEqual({ data: { [name]: null }, errors: [] });
  });

  it.each([
    [
      '{ events(filter: { countryGroup: { in: ["MDG"] } }) { totalCount } }',
      /le code d’un groupe-pays.*« MDG » n’existe pas.*MG/,
      undefined,
    ],
    [
      '{ events(filter: { countryGroup: { in: ["MDG"] } }) { totalCount } }',
      /the code of a country group.*"MDG" is none.*MG/,
      'en',
    ],
    [
      '{ expertises(filter: { theme: { code: "ENV-WATTER" } }) { totalCount } }',
      /les plus proches sont ENV-WATER/,
      'fr',
    ],
    ['{ partnerships(filter: { country: { in: ["XB"] } }) { totalCount } }', /nearest are/, 'en-GB'],
  ])(
    'comes with what would be right, in the language of the request: %s',
    async (query, expected, language) =>
      expect((await errorOf(query, {}, language))!.message).toMatch(expected),
  );
});

describe('a code that exists', () => {
  it.each([
    '{ partnerships(filter: { country: { in: ["XK", "AQ"] } }) { totalCount } }',
    '{ authorities(filter: { department: { in: ["975", "2A", "69"] } }) { totalCount } }',
    '{ partnerships(filter: { frenchAuthority: { department: { in: ["974"] }, region: { in: ["84"] } } }) { totalCount } }',
    '{ events(filter: { countryGroup: { in: ["MG"] } }) { totalCount } }',
    '{ expertises(filter: { language: { in: ["en", "fr", "pt"] } }) { totalCount } }',
  ])('is taken, with or without anything that has it: %s', async (query) =>
    expect(await errorOf(query, {})).toBeUndefined(),
  );
});
