import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';
import { COUNT_UP_TO } from '#kernel/lists';
import fc from 'fast-check';
import pg from 'pg';
import { ask } from '../../support/graph.js';
import { addressOf } from '../../support/program.js';
import { generators, wordsOf, type Question } from '../../support/search/search-filters.js';
import { readRows, readStems } from '../../support/search/search-reference-rows.js';
import { Reference } from '../../support/search/search-reference.js';
import { enrich, stir } from '../../support/search/search-rows.js';
import { Workplace, databaseOf, eventually } from '../../support/workplace.js';
import { SEED, deep, runs } from '../../support/random/depth.js';

const SECRET = process.env.TEST_SECRET!;
const FILTERS = deep(2_000);
// Milliseconds: the loops over all rows take most of the time, on a busy machine up to a second for each filter.
jest.setTimeout(Math.max(600_000, FILTERS * 1_000));
/** Filters of one request. */
const CONCURRENCY = 10;
const PAGE = 5;
const FACETS = [
  'theme',
  'country',
  'partnerCountry',
  'kind',
  'region',
  'basis',
  'labelStatus',
  'confidence',
] as const;

const workplace = new Workplace();
let graph: string;
let client: pg.Client;
let reference: Reference;
let question: fc.Arbitrary<Question>;

/** A graph of its own, with few authorities and much data about them. */
beforeAll(async () => {
  const program = workplace.start({ PORT: '0', DATA_DIR: workplace.loaded('small'), SECRET });
  graph = await addressOf(program);
  client = new pg.Client({ connectionString: await databaseOf(program, SECRET) });
  await client.connect();
  await enrich(client);
  await eventually(true, caughtUp);
  await stir(client);
  await eventually(true, caughtUp);
  const rows = await readRows(client);
  const stems = await readStems(client, wordsOf(rows));
  const made = generators({ ...rows, stems });
  question = made.question;
  reference = new Reference({ ...rows, stems, texts: made.texts });
});
afterAll(async () => {
  await client?.end();
  await workplace.clear();
});

/** Whether search has applied the last change of every outbox. */
async function caughtUp(): Promise<boolean> {
  const feeds = ['authorities', 'expertises', 'cooperations', 'country_groups'];
  const { rows } = await client.query<{ behind: boolean }>(
    feeds
      .map(
        (
          feed,
        ) => `SELECT EXISTS (SELECT FROM ${feed}.change c JOIN search.checkpoint p ON p.subgraph = '${feed.replace('_', '-')}'
          WHERE (c.transaction, c.number) > (p.transaction, p.number)) AS behind`,
      )
      .join(' UNION ALL '),
  );
  return rows.every(({ behind }) => !behind);
}

const code = {
  theme: '{ code }',
  country: '{ code }',
  partnerCountry: '{ code }',
  region: '{ code }',
  kind: '',
  basis: '',
  labelStatus: '',
  confidence: '',
};
const selection = `totalCount totalCountIsExact nodes { id } facets { ${FACETS.map((facet) => `${facet} { value ${code[facet]} count }`).join(' ')} }`;

interface Found {
  totalCount: number;
  totalCountIsExact: boolean;
  nodes: { id: string }[];
  facets: Record<string, { value: string | { code: string }; count: number }[]>;
}

async function answersTo(questions: readonly Question[]): Promise<Found[]> {
  const parts = questions.map(
    (_, at) => `q${at}: authorities(filter: $f${at}, orderBy: $o${at}, first: ${PAGE}) { ${selection} }`,
  );
  const variables = questions.map(
    (_, at) => `$f${at}: AuthoritySearchFilter, $o${at}: [AuthoritySearchOrder!]`,
  );
  const { data, errors } = await ask(
    `query (${variables.join(', ')}) { ${parts.join(' ')} }`,
    Object.fromEntries(
      questions.flatMap(({ filter, orderBy }, at) => [
        [`f${at}`, filter],
        [`o${at}`, orderBy],
      ]),
    ),
    { graph },
  );
  if (errors.length) throw new Error(JSON.stringify(errors));
  return questions.map((_, at) => data[`q${at}`]);
}

/** Questions that find something: all authorities, and those of some kinds. */
const FINDING: Question[] = [
  {},
  { kind: { in: ['COMMUNE'] } },
  { kind: { in: ['DEPARTMENT', 'REGION'] } },
  { kind: { in: ['METROPOLIS'] } },
  { having: ['EXPERTISE'] },
].flatMap((filter) => [
  { filter, orderBy: [] },
  { filter, orderBy: [{ field: 'NAME', direction: 'DESC' }] },
]) as Question[];

it('is asked what finds something: a third of the generated filters do', () => {
  const asked = fc.sample(question, { numRuns: 60, seed: SEED });
  const finding = asked.filter(({ filter, orderBy }) => reference.found(filter, orderBy).length > 0);
  expect(finding.length).toBeGreaterThan(asked.length / 3);
});

it(`answers ${FILTERS} generated filters as loops over all rows do: page, total and facets`, async () => {
  let found = 0;
  let largest = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.array(question, { minLength: CONCURRENCY, maxLength: CONCURRENCY }),
      async (questions) => {
        // Lets the client notice a connection that the graph has closed meanwhile.
        await new Promise(setImmediate);
        const answers = await answersTo(questions);
        questions.forEach(({ filter, orderBy }, at) => {
          const { totalCount, totalCountIsExact, nodes, facets } = answers[at]!;
          const all = reference.found(filter, orderBy);
          found += all.length > 0 ? 1 : 0;
          largest = Math.max(largest, all.length);
          expect({ filter, orderBy, totalCount, totalCountIsExact, ids: nodes.map(({ id }) => id) }).toEqual({
            filter,
            orderBy,
            totalCount: Math.min(all.length, COUNT_UP_TO),
            totalCountIsExact: all.length <= COUNT_UP_TO,
            ids: all.slice(0, PAGE).map(({ id }) => id),
          });
          for (const facet of FACETS)
            expect({
              filter,
              facet,
              counts: facets[facet]!.map(({ value, count }) => ({
                value: typeof value === 'string' ? value : value.code,
                count,
              })),
            }).toEqual({ filter, facet, counts: reference.facet(facet, filter) });
        });
      },
    ),
    { ...runs(2_000 / CONCURRENCY), examples: [[FINDING]] },
  );
  expect(found).toBeGreaterThanOrEqual(FINDING.length);
  expect(largest).toBeGreaterThan(500);
});

it('answers as of a change that was just read', async () => {
  const { data } = await ask(
    '{ searchFreshness { cursor } authorities(first: 1) { nodes { id } } }',
    {},
    { graph },
  );
  const { id } = data.authorities.nodes[0];
  let cursor: string = data.searchFreshness.cursor;
  for (let time = 1; time <= 10; time += 1) {
    const name = `Zyzzyva ${time}`;
    await client.query('UPDATE authorities.authority SET name = $2 WHERE id = $1', [id, name]);
    const after = cursor;
    await eventually(true, async () => {
      const { data: feed } = await ask(
        'query ($after: String) { changes(after: $after) { pageInfo { endCursor } } }',
        { after },
        { graph },
      );
      cursor = feed.changes.pageInfo.endCursor ?? after;
      return cursor !== after;
    });
    const answer = await ask(
      'query ($text: String, $asOf: String) { authorities(filter: { text: $text }, asOf: $asOf) { nodes { id name } freshness { changedAt } } }',
      { text: `"${name}"`, asOf: cursor },
      { graph },
    );
    expect(answer.errors).toEqual([]);
    expect(answer.data.authorities.nodes).toEqual([{ id, name }]);
  }
});
