import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { makeId } from '#kernel/values';
import { graphInProcess } from '../../support/graph-in-process.js';
import { HOSTILE_KINDS, chain, nest, repeat } from '../../support/oracle/hostile-texts.js';
import { deep, SEED } from '../../support/random/depth.js';
import { Random } from '../../support/random/random.js';
import { slowness } from '../../support/slowness.js';

// Texts that are made to stop or to end a gateway: each is answered, rightly or by a typed error, soon, while others are
// answered as always.

const ANSWER_MS = 250;
const PROBE_MS = 100;
const PROBE = '{ theme(code: "EDU") { code } }';
const PROBED = { theme: { code: 'EDU' } };
let graph: Awaited<ReturnType<typeof graphInProcess>>;

beforeAll(async () => {
  const database = { url: process.env.TEST_DATABASE!, secret: process.env.TEST_SECRET! };
  graph = await graphInProcess(database, {});
  // The planning process starts, subgraphs connect.
  for (const query of [PROBE, '{ regions(first: 1) { totalCount } }']) await ask(query);
});
afterAll(() => graph.close());

async function ask(query: string): Promise<{ ms: number; data?: any; code?: string }> {
  const began = performance.now();
  const response = await fetch(`${graph.address}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
  });
  const { data, errors } = (await response.json()) as { data?: any; errors?: any[] };
  return { ms: performance.now() - began, data, code: errors?.[0]?.extensions.code };
}

const THEME = '{ theme(code: "EDU") { ...F0 } }';

const LIMIT = 'OPERATION_LIMIT_EXCEEDED';
const REFUSALS = ['GRAPHQL_PARSE_FAILED', 'GRAPHQL_VALIDATION_FAILED', 'BAD_USER_INPUT', LIMIT];
/** name, text, code of the error or undefined for an answer */
const texts: [string, string, string | undefined][] = [
  ['a chain to 2^30 of nothing', chain(31, 2, '__typename'), undefined],
  // A count costs something, each time that it is written.
  ['a chain to 2^30', chain(31, 2, 'regions(first: 1) { totalCount }'), LIMIT],
  ['a chain to 12^9', chain(10, 12, 'regions(first: 1) { totalCount }'), LIMIT],
  [
    'a chain through fields',
    chain(10, 1, 'code', 'Theme', THEME).replaceAll(
      /\.\.\.F(\d+) }/g,
      'parent { ...F$1 } parent { ...F$1 code } }',
    ),
    undefined,
  ],
  [
    'a chain of aliases',
    chain(9, 1, 'code', 'Theme', THEME).replaceAll(
      /\.\.\.F(\d+) }/g,
      'a: parent { ...F$1 } b: parent { ...F$1 } }',
    ),
    LIMIT,
  ],
  ['5,000 braces', `${'{ a'.repeat(5_000)}${'}'.repeat(5_000)}`, LIMIT],
  ['5,000 aliases', `{ ${repeat(5_000, (at) => `a${at}: __typename`)} }`, LIMIT],
  ['900 times the same field', `{ theme(code: "EDU") { ${repeat(900, () => 'code')} } }`, undefined],
  [
    'nested repetitions',
    nest(6, (inner) => `parent { ${inner} } parent { ${inner} }`, 'code')
      .replace(/^/, '{ theme(code: "EDU") { ')
      .concat(' } }'),
    undefined,
  ],
  ['400 fragments', `{ theme(code: "EDU") { ${repeat(400, () => '... on Theme { code }')} } }`, LIMIT],
  [
    'every member of an interface',
    `{ ${repeat(6, (at) => `n${at}: node(id: "${makeId('Theme', 'EDU')}") { ${['Authority', 'Country', 'Theme', 'Event', 'Expertise', 'Partnership', 'CountryGroup'].map((type) => `... on ${type} { id version: __typename }`).join(' ')} }`)} }`,
    undefined,
  ],
  [
    'one key with other arguments under two types',
    `{ nodes(ids: ["${makeId('Theme', 'EDU')}"]) { ... on Country { list: newsItems(first: 1) { totalCount } } ... on Theme { list: newsItems(first: 2) { totalCount } } } }`,
    undefined,
  ],
  [
    'code points beyond the first plane',
    String.raw`{ theme(code: "\u{1F600}\uD83D\uDE00") { code } }`,
    undefined,
  ],
  ['half of a surrogate pair', String.raw`{ theme(code: "\uD83D") { code } }`, 'GRAPHQL_PARSE_FAILED'],
  ['a number of a thousand digits', `{ theme(code: ${'9'.repeat(1_000)}) { code } }`, undefined],
  ['a page of 20 digits', `{ themes(first: ${'9'.repeat(20)}) { totalCount } }`, 'GRAPHQL_VALIDATION_FAILED'],
  ['a cycle', '{ ...F } fragment F on Query { ...F }', 'GRAPHQL_VALIDATION_FAILED'],
  ['200 unknown fields', `{ ${repeat(200, () => 'nothing')} }`, 'GRAPHQL_VALIDATION_FAILED'],
  ['NUL', '{ __typename \0 }', 'GRAPHQL_PARSE_FAILED'],
];

describe('a hostile text', () => {
  it.each(texts)('is answered soon, and stops nobody: %s', async (_, text, code) => {
    const hostile = ask(text);
    const probe = await ask(PROBE);
    const answer = await hostile;
    expect(answer.code).toBe(code);
    if (code === undefined) expect(answer.data).toBeDefined();
    expect(answer.ms).toBeLessThan(ANSWER_MS * slowness());
    expect(probe.data).toEqual(PROBED);
    expect(probe.ms).toBeLessThan(ANSWER_MS * slowness());
  });

  // `gateway/operation/hostile-texts.test.ts` has more of them, and measures their CPU.
  it('of any kind gets a typed error or an answer, and stops nobody', async () => {
    const random = new Random(SEED);
    const kinds = Object.entries(HOSTILE_KINDS);
    const probes: number[] = [];
    let slow = slowness();
    for (let number = 0; number < deep(2_000); number += 1) {
      const [kind, make] = kinds[number % kinds.length]!;
      if (number % 50 === 0) slow = Math.max(slow, slowness());
      const text = make(random);
      const [{ code, data }, probe] = await Promise.all([ask(text), ask(PROBE)]);
      if (code === undefined ? !data : !REFUSALS.includes(code))
        throw new Error(`A text of ${kind} is answered ${code ?? 'without data'}: ${text}`);
      expect(probe.data).toEqual(PROBED);
      probes.push(probe.ms);
    }
    probes.sort((a, b) => a - b);
    expect(probes[Math.floor(probes.length / 2)]).toBeLessThan(PROBE_MS * slow);
  });
});
