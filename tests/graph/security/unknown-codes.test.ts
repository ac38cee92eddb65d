import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from '@jest/globals';
import {
  buildSchema,
  getNamedType,
  getNullableType,
  isInputObjectType,
  isListType,
  type GraphQLEnumType,
  type GraphQLInputObjectType,
} from 'graphql';
import { newId } from '#kernel/values';
import { headersOf } from '../../support/actors.js';
import { GRAPH, ask } from '../../support/graph.js';
import { Listener } from '../../support/subscription-clients.js';

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
const OPEN: ReadonlySet<string> = new Set(['PartnerFilter.name', 'ApiKeyFilter.prefix']);

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
    [
      '{ foreignAuthorities(filter: { subdivision: { in: ["BJ-ALI"] } }) { totalCount } }',
      /le code ISO 3166-2 d’une partie d’un pays.*les plus proches sont BJ-A/,
      undefined,
    ],
    ['{ partnerships(filter: { country: { in: ["XB"] } }) { totalCount } }', /nearest are/, 'en-GB'],
  ])(
    'comes with what would be right, in the language of the request: %s',
    async (query, expected, language) =>
      expect((await errorOf(query, {}, language))!.message).toMatch(expected),
  );
});

const statistics = root.find(({ name }) => name === 'statistics')!;
const subjects = getNamedType(statistics.args.find(({ name }) => name === 'of')!.type) as GraphQLEnumType;
/** Ids that nothing has, by the condition of statistics that takes such. */
const NOBODY: Readonly<Record<string, string>> = {
  authority: newId('Authority'),
  foreignAuthority: newId('ForeignAuthority'),
};

interface StatisticsCase {
  name: string;
  condition: unknown;
  argument: string;
}
/** Every condition of statistics that holds codes or ids, with one that does not exist. */
const ofStatistics = Object.values(filterOf(statistics)!.getFields()).flatMap((field): StatisticsCase[] => {
  const of = getNamedType(field.type).name;
  const path = `filter.${field.name}`;
  if (of === 'ID') return [{ name: field.name, condition: [NOBODY[field.name]], argument: `${path}.0` }];
  const unknown = UNKNOWN[of];
  if (!unknown) return [];
  // Kinds and states are values of an enum of the subject.
  const argument = ['kind', 'status'].includes(field.name) ? `${path}.in` : `${path}.${unknown.argument}`;
  return [{ name: field.name, condition: unknown.condition, argument }];
});
const STATISTICS = `query ($of: StatisticsSubject!, $filter: StatisticsFilter) {
  statistics(of: $of, by: [KIND], filter: $filter) { total } }`;

describe('a code of statistics that does not exist', () => {
  it('can be in many conditions', () => expect(ofStatistics.length).toBeGreaterThanOrEqual(11));

  it.each(ofStatistics)(
    'is refused in $name, of every subject that has it',
    async ({ name, condition, argument }) => {
      let refused = 0;
      for (const { name: of } of subjects.getValues()) {
        const query = of === 'REQUESTS' ? STATISTICS.replace('KIND', 'STATUS') : STATISTICS;
        const error = await errorOf(query, { of, filter: { [name]: condition } });
        expect(error).toMatchObject({ extensions: { code: 'BAD_USER_INPUT' } });
        // Subjects without the condition say which they have.
        if (error!.extensions.argument === `filter.${name}`) continue;
        expect({ of, argument: error!.extensions.argument }).toEqual({ of, argument });
        expect(error!.extensions.expected).toMatch(
          /» n’existe pas|l’une des valeurs|existe pas dans ce graphe/,
        );
        refused += 1;
      }
      expect(refused).toBeGreaterThan(0);
    },
  );

  it.each([
    ['PARTNERSHIPS', { kind: { in: ['TWINING'] } }, /TWINNING/],
    ['EVENTS', { status: { in: ['CANCELED'] } }, /CANCELLED/],
    ['AUTHORITIES', { region: { in: ['8'] } }, /84/],
    ['EXPERTISES', { language: { in: ['espagnol'] } }, /es/],
    ['PARTNERSHIPS', { department: { in: ['970'] } }, /97\d/],
    ['CALLS', { theme: { code: 'ENV-WATR' } }, /ENV-WATER/],
    ['PARTNERSHIPS', { source: { in: ['Wikidat'] } }, /Wikidata/],
  ])('comes with what would be right: %s %j', async (of, filter, expected) =>
    expect((await errorOf(STATISTICS, { of, filter }))!.extensions.expected).toMatch(expected),
  );
});

/** Every argument of a subscription that holds codes, with one that does not exist; cursors and ids are no codes. */
const ofSubscriptions = Object.values(schema.getSubscriptionType()!.getFields()).flatMap((field) =>
  field.args
    .filter(({ type }) => isListType(getNullableType(type)))
    .filter(({ name }) => !['requests', 'ids'].includes(name))
    .map((argument) => ({ field: field.name, name: argument.name, type: String(argument.type) })),
);

describe('a code of a subscription that does not exist', () => {
  it('can be in several arguments', () =>
    expect(ofSubscriptions.map(({ field, name }) => `${field}.${name}`).sort()).toEqual([
      'cooperationRequestChanged.countries',
      'cooperationRequestChanged.themes',
      'eventChanged.countries',
      'eventChanged.countryGroups',
    ]));

  it.each(ofSubscriptions)(
    'is refused in $field($name), before anything is sent',
    async ({ field, name, type }) => {
      const codes = type.includes('CountryCode') ? ['BJ', 'ZZ'] : ['no-such-code'];
      const listener = Listener.socket(
        GRAPH,
        `subscription ($codes: ${type}) { ${field}(${name}: $codes) { cursor } }`,
        { codes },
      );
      const { errors } = await listener.ended();
      await listener.leave();
      expect(errors).toMatchObject([
        { extensions: { code: 'BAD_USER_INPUT', argument: `${name}.${codes.length - 1}` } },
      ]);
      expect(errors![0]!.extensions.expected).toMatch(/» n’existe pas/);
    },
  );
});

describe('a code that exists', () => {
  it.each([
    '{ partnerships(filter: { country: { in: ["XK", "AQ"] } }) { totalCount } }',
    '{ authorities(filter: { department: { in: ["975", "2A", "69"] } }) { totalCount } }',
    '{ partnerships(filter: { frenchAuthority: { department: { in: ["974"] }, region: { in: ["84"] } } }) { totalCount } }',
    '{ events(filter: { countryGroup: { in: ["MG"] } }) { totalCount } }',
    '{ foreignAuthorities(filter: { subdivision: { in: ["BF-03", "BJ-AL"], notIn: [] } }) { totalCount } }',
    '{ expertises(filter: { language: { in: ["en", "fr", "pt"] } }) { totalCount } }',
  ])('is taken, with or without anything that has it: %s', async (query) =>
    expect(await errorOf(query, {})).toBeUndefined(),
  );
});
