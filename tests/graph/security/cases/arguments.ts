import { expect } from '@jest/globals';
import type { AttackedGraph } from './attacked-graph.js';
import { INPUT, INVALID, LIMIT, times, type SecurityCase } from './security-case.js';

// ARG: values that overflow, contradict each other, are of another shape, or are forged.

/** Expects a code for each of these operations, and the place of the wrong value where one is named. */
async function expectEach(
  graph: AttackedGraph,
  code: string,
  operations: readonly (readonly [query: string, variables?: Record<string, unknown>, argument?: string])[],
): Promise<void> {
  for (const [query, variables, argument] of operations) {
    const { data, errors } = await graph.ask(query, variables);
    expect({ query, extensions: errors[0]?.extensions }).toMatchObject({
      query,
      extensions: { code, ...(argument === undefined ? {} : { argument }) },
    });
    // Nothing was found beside the error.
    for (const value of Object.values((data ?? {}) as object))
      expect([value].flat().every((found) => found === null)).toBe(true);
  }
}

const WITH_FILTER = 'query ($filter: ThemeFilter) { themes(filter: $filter) { totalCount } }';
const WITH_FIRST = 'query ($first: Int) { themes(first: $first) { totalCount } }';
const WITH_DAY = 'query ($day: Date) { committeeSessions(filter: { heldOn: { gte: $day } }) { totalCount } }';
const WITH_AFTER = 'query ($after: String) { themes(first: 2, after: $after) { nodes { code } } }';
const base64 = (text: string) => Buffer.from(text).toString('base64url');

export const argumentsOf: SecurityCase[] = [
  {
    id: 'ARG-01',
    attack: 'first: 2147483647',
    expected: 'a page has at most a hundred items',
    source: 'https://docs.github.com/graphql/overview/rate-limits-and-node-limits-for-the-graphql-api',
    run: (graph) =>
      expectEach(graph, INPUT, [
        ['{ authorities(first: 2147483647) { nodes { id } } }', {}, 'first'],
        ['{ authorities(last: 101) { nodes { id } } }', {}, 'last'],
        ['{ authorities(first: -1) { nodes { id } } }', {}, 'first'],
      ]),
  },
  {
    id: 'ARG-03',
    attack: 'first together with last; neither of them',
    expected: 'both are refused; without either, a page has twenty items',
    async run(graph) {
      await expectEach(graph, INPUT, [['{ authorities(first: 1, last: 1) { nodes { id } } }', {}, 'first']]);
      const { data } = await graph.ask('{ authorities { nodes { id } } }');
      expect(data.authorities.nodes).toHaveLength(20);
    },
  },
  {
    id: 'ARG-04',
    attack: 'numbers beyond 32 bits, of fifty thousand digits, with fractions and exponents',
    expected: 'invalid as literals, bad input as variables',
    source: 'https://github.com/graphql/graphql-js',
    async run(graph) {
      await expectEach(graph, INVALID, [['{ themes(first: 99999999999) { totalCount } }', {}, 'first']]);
      for (const number of ['1e400', '-1e400', '1.5', `1${'0'.repeat(50_000)}`, '9007199254740993', '1e-9']) {
        const { text } = await graph.post(`{"query":"${WITH_FIRST}","variables":{"first":${number}}}`);
        expect(text).toContain(INPUT);
        expect(text.length).toBeLessThan(1_000);
      }
    },
  },
  {
    id: 'ARG-06',
    attack: 'ids beyond 64 bits, of another type, with a changed character',
    expected: 'bad input, or nothing is found; PostgreSQL never sees them',
    async run(graph) {
      await expectEach(graph, INPUT, [
        ['{ expertise(id: "9223372036854775808") { id } }', {}, 'id'],
        ['{ node(id: "-1") { id } }', {}, 'id'],
        ['{ nodes(ids: ["1e3", "0x10", "NaN", "00000000-0000-0000-0000-000000000000"]) { id } }'],
      ]);
      const { data } = await graph.ask('{ themes(first: 1) { nodes { id } } }');
      const { id } = data.themes.nodes[0] as { id: string };
      for (let at = 0; at < id.length; at += 5) {
        const changed = `${id.slice(0, at)}${id[at] === '0' ? '1' : '0'}${id.slice(at + 1)}`;
        const { data: found, errors } = await graph.ask(
          'query ($id: ID!) { node(id: $id) { __typename id } theme(id: $id) { id } }',
          { id: changed },
        );
        if (errors.length) for (const { extensions } of errors) expect(extensions.code).toBe(INPUT);
        expect(found?.theme ?? null).toBeNull();
        expect(found?.node ?? null).toBeNull();
      }
    },
  },
  {
    id: 'ARG-07',
    attack: 'cursors that are none, are forged, cut, doubled, or of another list',
    expected: 'bad input: cursors are signed',
    async run(graph) {
      const { data } = await graph.ask(
        '{ themes(first: 1) { pageInfo { endCursor } } countries(first: 1) { pageInfo { endCursor } } }',
      );
      const own = data.themes.pageInfo.endCursor as string;
      const [payload = '', mark = ''] = own.split('.');
      const forged = [
        ...['not-base64', '', base64('{}'), base64('[]'), base64('null'), `${payload}.`, `.${mark}`],
        ...[payload, `${own}${own}`, `${own} `, `${own}=`, own.slice(0, -1), `${base64('["ZZZ"]')}.${mark}`],
        ...[data.countries.pageInfo.endCursor as string, 'a'.repeat(10_000)],
      ];
      for (const after of forged) await expectEach(graph, INPUT, [[WITH_AFTER, { after }, 'after']]);
      expect((await graph.ask(WITH_AFTER, { after: own })).errors).toEqual([]);
    },
  },
  {
    id: 'ARG-09',
    attack: 'a hundred in each of a hundred in each of a hundred',
    expected: 'the cost is refused, whether sizes are literals, variables or defaults',
    source: 'https://docs.github.com/graphql/overview/rate-limits-and-node-limits-for-the-graphql-api',
    async run(graph) {
      const query = (size: string) =>
        `{ expertises(${size}) { nodes { theme { expertises(${size}) { nodes { theme { expertises(${size}) { nodes { id } } } } } } } } }`;
      for (const [text, variables] of [
        [query('first: 100'), {}],
        [`query ($n: Int) ${query('first: $n')}`, { n: 100 }],
        [`query ($n: Int = 100) ${query('first: $n')}`, {}],
        [`query ($n: Int = 1) ${query('last: $n')}`, { n: 100 }],
      ] as const) {
        const { errors } = await graph.ask(text, variables);
        expect(errors[0]!.extensions).toMatchObject({ code: LIMIT, limit: 'cost' });
      }
    },
  },
  {
    id: 'ARG-10',
    attack: 'days that no calendar has',
    expected: 'bad input at their place',
    run: (graph) =>
      expectEach(
        graph,
        INPUT,
        [
          '10000000-01-01',
          '0000-00-00',
          '2024-02-30',
          '2023-02-29',
          '-0001-01-01',
          'infinity',
          '2024-1-1',
          'now',
        ]
          .concat(['2024-01-01T00:00:00Z', 'epoch', '٢٠٢٤-٠١-٠١', '2024-01-01; SELECT 1'])
          .map((day) => [WITH_DAY, { day }, 'day']),
      ),
  },
  {
    id: 'ARG-12',
    attack: 'an order by SQL',
    expected: 'invalid: orders are an enum',
    source: 'GHSA-q2pj-6v73-8rgj',
    async run(graph) {
      await expectEach(graph, INVALID, [
        ['{ themes(orderBy: [{ field: "name; drop table theme" }]) { totalCount } }'],
        ['{ themes(orderBy: [{ field: CODE, direction: "ASC; --" }]) { totalCount } }'],
      ]);
      const query = 'query ($by: [ThemeOrder!]) { themes(orderBy: $by) { totalCount } }';
      for (const field of ['name', 'CODE; DROP TABLE theme', '(SELECT pg_sleep(5))', '1', '__proto__'])
        await expectEach(graph, INPUT, [[query, { by: [{ field }] }, 'by.0.field']]);
    },
  },
  {
    id: 'ARG-13',
    attack: 'a column, or an expression, to group by',
    expected: 'invalid: dimensions are an enum',
    source: 'CVE-2026-76848',
    async run(graph) {
      await expectEach(graph, INVALID, [
        ['{ statistics(of: PARTNERSHIPS, by: ["(select pg_sleep(5))"]) { groups { count } } }'],
        ['{ statistics(of: pg_tables, by: [COUNTRY]) { groups { count } } }'],
      ]);
      const query =
        'query ($by: [StatisticsDimension!]!) { statistics(of: PARTNERSHIPS, by: $by) { groups { count } } }';
      const { errors } = await graph.ask(query, { by: ['(select pg_sleep(5))'] });
      expect(errors[0]!.extensions.code).toMatch(/BAD_USER_INPUT|VALIDATION/);
    },
  },
  {
    id: 'ARG-14',
    attack: 'objects and lists where a scalar is expected, with operators of databases',
    expected: 'bad input: no key is taken that the input does not have',
    source: 'CVE-2025-60542',
    async run(graph) {
      const code = 'query ($code: ID) { theme(code: $code) { code } }';
      for (const value of [{ name: 'x', role: 'admin' }, { $ne: null }, ['EDU', 'ENV'], { '': 1 }, true])
        await expectEach(graph, INPUT, [[code, { code: value }, 'code']]);
      for (const filter of [{ $where: '1' }, { text: { ne: 'x' } }, { code: { in: [{ a: 1 }] } }, [], 'x'])
        await expectEach(graph, INPUT, [[WITH_FILTER, { filter }]]);
    },
  },
  {
    id: 'ARG-15',
    attack: 'values nested sixty thousand levels deep, in variables, unused ones and extensions',
    expected: 'bad input, or not looked at: no walk over them overflows the stack',
    async run(graph) {
      const deep = [
        '['.repeat(60_000) + ']'.repeat(60_000),
        `${'{"not":'.repeat(14_000)}{}${'}'.repeat(14_000)}`,
      ];
      for (const value of deep) {
        for (const name of ['filter', 'unused']) {
          const { text } = await graph.post(`{"query":"${WITH_FILTER}","variables":{"${name}":${value}}}`);
          expect(text).toContain(INPUT);
        }
        const { text } = await graph.post(`{"query":"{ __typename }","extensions":{"x":${value}}}`);
        expect(text).toBe('{"data":{"__typename":"Query"}}');
      }
    },
  },
  {
    id: 'ARG-16',
    attack: 'variables named after the prototype, and inputs with such keys',
    expected: 'unknown variables are ignored, unknown keys are bad input, and no prototype changes',
    async run(graph) {
      for (const name of ['__proto__', 'constructor', 'toString']) {
        const ignored = await graph.post(
          `{"query":"${WITH_FIRST}","variables":{"${name}":{"first":1,"code":"x"}}}`,
        );
        expect(ignored.text).toMatch(/^\{"data":\{"themes":\{"totalCount":\d+\}\}\}$/);
        const wrong = await graph.post(
          `{"query":"${WITH_FILTER}","variables":{"filter":{"${name}":{"in":["a"]}}}}`,
        );
        expect(wrong.text).toContain(`"argument":"filter.${name}"`);
      }
    },
  },
  {
    id: 'ARG-17',
    attack: 'filters of five hundred conditions, and of many levels',
    expected: 'a filter has at most so many levels and values',
    async run(graph) {
      const or = (count: number, part: object) => ({ or: Array.from({ length: count }, () => part) });
      await expectEach(graph, INPUT, [
        [WITH_FILTER, { filter: or(500, { text: 'a' }) }],
        [WITH_FILTER, { filter: { code: { in: Array(1_000).fill('EDU') } } }],
        [WITH_FILTER, { filter: or(10, or(10, or(10, { code: { in: ['EDU'] } }))) }],
      ]);
    },
  },
  {
    id: 'ARG-18',
    attack: 'a hundred sort keys, and the same one twice',
    expected: 'at most five',
    run: (graph) =>
      expectEach(graph, INPUT, [
        [`{ themes(orderBy: [${times(100, () => '{ field: CODE }')}]) { totalCount } }`, {}, 'orderBy'],
      ]),
  },
  {
    id: 'ARG-19',
    attack: 'an asOf cursor of the future, and one that is forged',
    expected: 'bad input: nobody waits for what does not come',
    run: (graph) =>
      expectEach(graph, INPUT, [
        ['{ authorities(first: 1, asOf: "99999999999") { totalCount } }', {}, 'asOf'],
        [
          `{ authorities(first: 1, asOf: "${base64('{"authorities":["999999999","1"]}')}") { totalCount } }`,
          {},
          'asOf',
        ],
      ]),
  },
];
