import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { ERROR_CODES } from '#kernel/errors';
import { ask, dataOf, type Answer } from '../../support/graph.js';
import { post } from '../../support/raw-http.js';

const PARSE = 'GRAPHQL_PARSE_FAILED';
const VALIDATION = 'GRAPHQL_VALIDATION_FAILED';
const LIMIT = 'OPERATION_LIMIT_EXCEEDED';

/** Details of the implementation that no response may contain. */
const LEAK =
  /\bat \S+ \(|node_modules|\.js:\d|\bSELECT\b|\bINSERT\b|syntax error at|relation "|column "|serviceName|subgraph|postgres|pg_|stack/i;

function expectRefusal(text: string, errors: Answer['errors']): void {
  expect(errors.length).toBeGreaterThan(0);
  for (const { extensions } of errors) expect(ERROR_CODES).toContain(extensions.code);
  expect(text.replace(/"statistics":\{[^}]*\{[^}]*\}\}/, '')).not.toMatch(LEAK);
  expect(text.length).toBeLessThan(16_384);
}

const themes = (args: string) => `{ themes(${args}) { nodes { code } } }`;
const expertises = (filter: string) => `{ expertises(filter: ${filter}) { nodes { id } } }`;
const nested = (levels: number): string => (levels ? `{ not: ${nested(levels - 1)} }` : '{}');
const nestedValue = (levels: number): object => (levels ? { not: nestedValue(levels - 1) } : {});
const A_DATE = '{ committeeSessions(filter: { heldOn: { gte: "2024-02-30" } }) { nodes { id } } }';
const WITH_FIRST = 'query ($first: Int) { themes(first: $first) { nodes { code } } }';
const WITH_FILTER = 'query ($filter: ExpertiseFilter) { expertises(filter: $filter) { nodes { id } } }';
const WITH_TEXT = 'query ($text: String) { themes(filter: { text: $text }) { nodes { code } } }';
const WITH_CODE = 'query ($code: ID) { theme(code: $code) { code } }';
const WITH_IDS = 'query ($ids: [ID!]!) { nodes(ids: $ids) { id } }';
const WITH_DATE =
  'query ($day: Date) { committeeSessions(filter: { heldOn: { gte: $day } }) { nodes { id } } }';

/** name, query, variables, code, argument */
const refused: [string, string, Record<string, unknown>, string, string?][] = [
  // Pages
  ['a page of no items', themes('first: 0'), {}, 'BAD_USER_INPUT', 'first'],
  ['a page of -1 items', themes('first: -1'), {}, 'BAD_USER_INPUT', 'first'],
  ['a page of 101 items', themes('first: 101'), {}, 'BAD_USER_INPUT', 'first'],
  ['a page of 2147483647 items', themes('first: 2147483647'), {}, 'BAD_USER_INPUT', 'first'],
  ['a last page of no items', themes('last: 0'), {}, 'BAD_USER_INPUT', 'last'],
  ['a literal page beyond 32 bits', themes('first: 99999999999'), {}, VALIDATION, 'first'],
  ['a page in a variable beyond 32 bits', WITH_FIRST, { first: 99999999999 }, 'BAD_USER_INPUT', 'first'],
  ['a page size as a fraction', WITH_FIRST, { first: 1.5 }, 'BAD_USER_INPUT', 'first'],
  ['a page size as text', WITH_FIRST, { first: '10' }, 'BAD_USER_INPUT', 'first'],
  ['a page size as a list', WITH_FIRST, { first: [10] }, 'BAD_USER_INPUT', 'first'],
  ['first together with last', themes('first: 1, last: 1'), {}, 'BAD_USER_INPUT', 'first'],
  ['after together with last', themes('last: 1, after: "x"'), {}, 'BAD_USER_INPUT', 'after'],
  ['before together with first', themes('first: 1, before: "x"'), {}, 'BAD_USER_INPUT', 'before'],
  // Cursors
  ['an empty cursor', themes('after: ""'), {}, 'BAD_USER_INPUT', 'after'],
  ['a cursor that is no cursor', themes('after: "not-base64"'), {}, 'BAD_USER_INPUT', 'after'],
  ['a cursor with a made-up mark', themes('after: "W10.AAAAAAAAAAAAAAAA"'), {}, 'BAD_USER_INPUT', 'after'],
  ['a cursor of another alphabet', themes('last: 2, before: "é.ÿ"'), {}, 'BAD_USER_INPUT', 'before'],
  ['a cursor with a NUL byte', themes('after: "a\\u0000b"'), {}, 'BAD_USER_INPUT', 'after'],
  // Codes and scalars
  [
    'a SIREN that fails the Luhn check',
    '{ authority(siren: "216901232") { id } }',
    {},
    'BAD_USER_INPUT',
    'siren',
  ],
  ['a SIREN that is too short', '{ authority(siren: "21690123") { id } }', {}, 'BAD_USER_INPUT', 'siren'],
  ['a SIREN as a number', '{ authority(siren: 216901231) { id } }', {}, 'BAD_USER_INPUT', 'siren'],
  [
    'a SIREN in a variable that fails the Luhn check',
    'query ($s: Siren) { authority(siren: $s) { id } }',
    { s: '216901232' },
    'BAD_USER_INPUT',
    's',
  ],
  ['an INSEE code of letters', '{ authority(inseeCode: "LYON") { id } }', {}, 'BAD_USER_INPUT', 'inseeCode'],
  [
    'an INSEE code of six digits',
    '{ authority(inseeCode: "691230") { id } }',
    {},
    'BAD_USER_INPUT',
    'inseeCode',
  ],
  [
    'a country code of three letters',
    expertises('{ country: { in: ["ZZZ"] } }'),
    {},
    'BAD_USER_INPUT',
    'filter.country.in.0',
  ],
  [
    'a country code in lower case',
    expertises('{ country: { in: ["BJ", "bj"] } }'),
    {},
    'BAD_USER_INPUT',
    'filter.country.in.1',
  ],
  [
    'a country code in lower case in a variable',
    WITH_FILTER,
    { filter: { country: { in: ['bj'] } } },
    'BAD_USER_INPUT',
    'filter.country.in.0',
  ],
  [
    'a country code in lower case deep in a filter',
    WITH_FILTER,
    { filter: { or: [{ not: { country: { notIn: ['bj'] } } }] } },
    'BAD_USER_INPUT',
    'filter.or.0.not.country.notIn.0',
  ],
  ['the 30th of February', A_DATE, {}, 'BAD_USER_INPUT', 'filter.heldOn.gte'],
  ['the 30th of February in a variable', WITH_DATE, { day: '2024-02-30' }, 'BAD_USER_INPUT', 'day'],
  ['a day of the year 10000000', WITH_DATE, { day: '10000000-01-01' }, 'BAD_USER_INPUT', 'day'],
  ['day zero', WITH_DATE, { day: '0000-00-00' }, 'BAD_USER_INPUT', 'day'],
  ['a DAC code of four digits', '{ dacSector(code: "1402") { code } }', {}, 'BAD_USER_INPUT', 'code'],
  ['an 18th goal', '{ sustainableDevelopmentGoal(code: 18) { code } }', {}, 'BAD_USER_INPUT', 'code'],
  [
    'a literal enum value that does not exist',
    expertises('{ basis: { in: [GUESSED] } }'),
    {},
    VALIDATION,
    'filter.basis.in.0',
  ],
  [
    'an enum value in a variable that does not exist',
    WITH_FILTER,
    { filter: { basis: { in: ['GUESSED'] } } },
    'BAD_USER_INPUT',
    'filter.basis.in.0',
  ],
  [
    'an order by a column',
    '{ themes(orderBy: [{ field: "name; drop table theme" }]) { nodes { code } } }',
    {},
    VALIDATION,
    'orderBy.0.field',
  ],
  [
    'six sort keys',
    `{ themes(orderBy: [${'{ field: CODE }'.repeat(6)}]) { nodes { code } } }`,
    {},
    'BAD_USER_INPUT',
    'orderBy',
  ],
  // Null, and filters
  ['null in a filter', expertises('{ text: null }'), {}, 'BAD_USER_INPUT', 'filter.text'],
  [
    'null deep in a filter',
    expertises('{ and: [{ not: { text: null } }] }'),
    {},
    'BAD_USER_INPUT',
    'filter.and.0.not.text',
  ],
  [
    'a filter of six levels',
    `{ themes(filter: ${nested(6)}) { totalCount } }`,
    {},
    'BAD_USER_INPUT',
    'filter',
  ],
  ['a filter of a hundred levels', `{ themes(filter: ${nested(100)}) { totalCount } }`, {}, LIMIT],
  [
    'a filter of two thousand levels in a variable',
    WITH_FILTER,
    { filter: nestedValue(2000) },
    'BAD_USER_INPUT',
    'filter',
  ],
  [
    'a list of a thousand values',
    WITH_FILTER,
    { filter: { language: { in: Array(1000).fill('fr') } } },
    'BAD_USER_INPUT',
    'filter.language.in',
  ],
  [
    'a field that a filter does not have',
    WITH_FILTER,
    { filter: { password: 'x' } },
    'BAD_USER_INPUT',
    'filter.password',
  ],
  ['a number instead of a filter', WITH_FILTER, { filter: 12 }, 'BAD_USER_INPUT', 'filter'],
  // Text
  ['a NUL byte in a code', '{ theme(code: "a\\u0000b") { code } }', {}, 'BAD_USER_INPUT', 'code'],
  ['a NUL byte in a code in a variable', WITH_CODE, { code: 'a\0b' }, 'BAD_USER_INPUT', 'code'],
  ['a NUL byte in an id', '{ node(id: "a\\u0000b") { id } }', {}, 'BAD_USER_INPUT', 'id'],
  ['a NUL byte in one of many ids', WITH_IDS, { ids: ['a', 'a\0b'] }, 'BAD_USER_INPUT', 'ids.1'],
  ['a NUL byte in a search', themes('filter: { text: "a\\u0000b" }'), {}, 'BAD_USER_INPUT', 'filter.text'],
  ['a NUL byte in a country name', '{ country(name: "B\\u0000nin") { code } }', {}, 'BAD_USER_INPUT', 'name'],
  [
    'a NUL byte in the default of a variable',
    'query ($c: ID = "a\\u0000b") { theme(code: $c) { code } }',
    {},
    'BAD_USER_INPUT',
    'c',
  ],
  ['half of a surrogate pair', WITH_TEXT, { text: 'eau \ud800' }, 'BAD_USER_INPUT', 'text'],
  ['half of a surrogate pair as an escape', themes('filter: { text: "\\ud800" }'), {}, PARSE],
  ['a search of 257 characters', WITH_TEXT, { text: 'x'.repeat(257) }, 'BAD_USER_INPUT', 'filter.text'],
  ['a code of twenty thousand characters', WITH_CODE, { code: 'x'.repeat(20_000) }, 'BAD_USER_INPUT', 'code'],
  ['a search for a wildcard', WITH_TEXT, { text: '%' }, 'BAD_USER_INPUT', 'filter.text'],
  ['a search for nothing', WITH_TEXT, { text: '' }, 'BAD_USER_INPUT', 'filter.text'],
  // Ids
  ['an id that is a number', '{ expertise(id: "9223372036854775808") { id } }', {}, 'BAD_USER_INPUT', 'id'],
  ['a node that is nonsense', '{ node(id: "nonsense") { id } }', {}, 'BAD_USER_INPUT', 'id'],
  [
    'a UUID that is no id of this graph',
    '{ node(id: "123e4567-e89b-42d3-a456-426614174000") { id } }',
    {},
    'BAD_USER_INPUT',
    'id',
  ],
  ['101 ids', WITH_IDS, { ids: Array(101).fill('x') }, 'BAD_USER_INPUT', 'ids'],
  [
    'both of two exclusive arguments',
    '{ theme(code: "EDU", id: "x") { code } }',
    {},
    'BAD_USER_INPUT',
    'code',
  ],
  ['neither of two exclusive arguments', '{ theme { code } }', {}, 'BAD_USER_INPUT', 'code'],
  [
    'two of three exclusive arguments',
    '{ authority(siren: "216901231", inseeCode: "69123") { id } }',
    {},
    'BAD_USER_INPUT',
  ],
  ['a missing variable', 'query ($id: ID!) { node(id: $id) { id } }', {}, 'BAD_USER_INPUT', 'id'],
  [
    'null for a required variable',
    'query ($id: ID!) { node(id: $id) { id } }',
    { id: null },
    'BAD_USER_INPUT',
    'id',
  ],
  [
    'an object for an id',
    'query ($id: ID!) { node(id: $id) { id } }',
    { id: { role: 'admin' } },
    'BAD_USER_INPUT',
    'id',
  ],
  // Documents
  ['an unknown field', '{ themez { code } }', {}, VALIDATION],
  ['an unknown argument', themes('limit: 10'), {}, VALIDATION],
  ['a missing argument', '{ node { id } }', {}, VALIDATION],
  ['a type that does not exist', 'query ($x: Nope) { themes(first: $x) { nodes { code } } }', {}, VALIDATION],
  ['an unknown directive', '{ theme(code: "EDU") @nope { code } }', {}, VALIDATION],
  ['no selection of a list', '{ themes }', {}, VALIDATION],
  ['an empty selection', '{ themes { } }', {}, PARSE],
  ['a syntax error', '{ themes(first: ) { nodes { code } } }', {}, PARSE],
  ['an open bracket', '{', {}, PARSE],
  ['an empty query', '', {}, PARSE],
  ['nothing but a comment', '# themes', {}, PARSE],
  ['a mutation, of which there are none', 'mutation { themeDelete(id: 1) { id } }', {}, VALIDATION],
  ['a subscription that does not exist', 'subscription { themeChanged { id } }', {}, VALIDATION],
  [
    'two answers under one name',
    '{ a: theme(code: "EDU") { code } a: theme(code: "ENV") { code } }',
    {},
    VALIDATION,
  ],
  ['the entities of a subgraph', '{ _entities(representations: []) { __typename } }', {}, VALIDATION],
  ['the SDL of a subgraph', '{ _service { sdl } }', {}, VALIDATION],
  [
    'a fragment that holds itself',
    '{ theme(code: "EDU") { ...F } } fragment F on Theme { parent { ...F } }',
    {},
    VALIDATION,
  ],
  ['a deferred part', '{ theme(code: "EDU") { ... @defer { code } } }', {}, VALIDATION],
];

/** name, body, argument */
const malformed: [string, string | Uint8Array, string][] = [
  ['text', 'not json', 'body'],
  ['nothing', '', 'body'],
  ['null', 'null', 'body'],
  ['a number', '12', 'body'],
  ['an empty list', '[]', 'body'],
  ['a list of operations', '[{"query":"{__typename}"},{"query":"{__typename}"}]', 'body'],
  ['an object without a query', '{}', 'query'],
  ['a hundred thousand brackets', '['.repeat(100_000), 'body'],
  ['bytes that are not UTF-8', new Uint8Array([0x7b, 0x22, 0x71, 0xff, 0xfe, 0x22, 0x7d]), 'body'],
  ['a query that is a number', '{"query":12}', 'query'],
  ['a query that is a list', '{"query":["{__typename}"]}', 'query'],
  ['variables that are text', '{"query":"{__typename}","variables":"x"}', 'variables'],
  ['variables that are a list', '{"query":"{__typename}","variables":[]}', 'variables'],
  ['extensions that are text', '{"query":"{__typename}","extensions":"x"}', 'extensions'],
  ['a name that is a number', '{"query":"{__typename}","operationName":12}', 'operationName'],
  ['a name of no operation', '{"query":"query A{__typename}","operationName":"B"}', 'operationName'],
  [
    'several operations without a name',
    '{"query":"query A{__typename} query B{__typename}"}',
    'operationName',
  ],
  ['no operation', '{"query":"fragment F on Theme { code }"}', 'operationName'],
  ['a part that nobody knows', '{"query":"{__typename}","password":"x"}', 'password'],
  ['a prototype', '{"query":"{__typename}","__proto__":{"admin":true}}', '__proto__'],
];

/** Rows of every table of the subgraphs. */
async function countRows(): Promise<Record<string, number>> {
  const client = new Client({ connectionString: process.env.TEST_DATABASE });
  await client.connect();
  try {
    const { rows } = await client.query<{ name: string; count: string }>(
      `SELECT format('%I.%I', schemaname, tablename) AS name,
        (xpath('/row/c/text()', query_to_xml(format('SELECT count(*) AS c FROM %I.%I', schemaname, tablename), false, true, '')))[1]::text AS count
       FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema')`,
    );
    return Object.fromEntries(rows.map(({ name, count }) => [name, Number(count)]));
  } finally {
    await client.end();
  }
}

describe('bad input', () => {
  let before: Record<string, number>;
  beforeAll(async () => {
    before = await countRows();
  });
  afterAll(async () => {
    const after = await countRows();
    expect(Object.keys(before).length).toBeGreaterThan(10);
    expect(after).toEqual(before);
  });

  it.each(refused)('%s is refused', async (_name, query, variables, code, ...[argument]) => {
    const answer = await ask(query, variables);
    expectRefusal(JSON.stringify(answer), answer.errors);
    expect(answer.status).toBe(200);
    const [{ extensions } = { extensions: {} as Answer['errors'][0]['extensions'] }] = answer.errors;
    expect(extensions.code).toBe(code);
    if (code === 'BAD_USER_INPUT' || argument) {
      expect(extensions.expected).toEqual(expect.any(String));
      if (argument) expect(extensions.argument).toBe(argument);
      else expect(extensions.argument).toEqual(expect.any(String));
    }
    // With application/graphql-response+json, the status shows whether anything was executed.
    const strict = await ask(query, variables, { headers: { accept: 'application/graphql-response+json' } });
    expect(strict.status).toBe(strict.data === undefined ? 400 : 200);
    expect(strict.errors[0]!.extensions.code).toBe(code);
  });

  it.each(malformed)('a body that is %s is refused', async (_name, body, argument) => {
    for (const accept of ['application/json', 'application/graphql-response+json']) {
      const { status, text, headers } = await post(body, { accept });
      const { errors } = JSON.parse(text) as { errors: Answer['errors'] };
      expectRefusal(text, errors);
      expect(status).toBe(400);
      expect(headers.get('content-type')).toContain(accept);
      expect(errors[0]!.extensions).toMatchObject({
        code: 'BAD_USER_INPUT',
        argument,
        expected: expect.any(String),
      });
    }
  });

  it.each([
    ["' OR 7=7 --"],
    ["'); DROP TABLE theme; --"],
    ["\\'; SELECT pg_sleep(10)"],
    ['${jndi:ldap://x}'],
    ['\u001b[31mred\r\n'],
  ])('a search for %j finds nothing and harms nothing', async (text) => {
    const data = await dataOf(
      'query ($text: String) { themes(filter: { text: $text }) { totalCount } authorities(filter: { text: $text }) { totalCount } }',
      { text },
    );
    expect(data).toEqual({ themes: { totalCount: 0 }, authorities: { totalCount: 0 } });
  });
});

it.each([
  ['$1', '1'],
  ['(a+)+$', 'a'],
  ['100%', '100'],
  ['e_u', 'e u'],
  ['%eau%', 'eau'],
])(
  'a search for %j is one for %j: punctuation does not count, and is never a pattern',
  async (text, words) => {
    const query =
      'query ($text: String) { themes(filter: { text: $text }) { totalCount } authorities(filter: { text: $text }) { totalCount } }';
    expect(await dataOf(query, { text })).toEqual(await dataOf(query, { text: words }));
  },
);

describe('well-formed input that is unknown', () => {
  it.each([
    ['a theme', '{ theme(code: "NOPE") { code } }', { theme: null }],
    ['a SIREN', '{ authority(siren: "999999998") { id } }', { authority: null }],
    ['no ids', '{ nodes(ids: []) { id } }', { nodes: [] }],
    [
      'an empty choice',
      '{ themes(filter: { code: { in: [] } }) { totalCount } }',
      { themes: { totalCount: 0 } },
    ],
  ])('%s is answered with nothing, and without an error', async (_name, query, data) => {
    expect(await dataOf(query)).toEqual(data);
  });

  it('null as a filter filters nothing', async () => {
    const { all, none } = await dataOf(
      '{ all: themes(filter: null) { totalCount } none: themes { totalCount } }',
    );
    expect(all).toEqual(none);
  });

  it('an id of another type is refused where the type is fixed, and null where any type is possible', async () => {
    const data = await dataOf('{ themes(first: 1) { nodes { id } } }');
    const { id } = data.themes.nodes[0];
    const { errors } = await ask('query ($id: ID!) { expertise(id: $id) { id } }', { id });
    expect(errors[0]!.extensions).toMatchObject({ code: 'BAD_USER_INPUT', argument: 'id' });
    const gone = `${id.slice(0, -4)}${id.endsWith('0000') ? '1111' : '0000'}`;
    expect(await dataOf('query ($id: ID!) { node(id: $id) { id } }', { id: gone })).toEqual({ node: null });
  });
});
