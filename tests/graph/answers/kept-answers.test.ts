import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { headersOf } from '../../support/actors.js';
import { askKept, askUntilKept, itKeepsAnswers } from '../../support/kept-answers.js';
import { OwnGraph } from '../../support/own-graph.js';
import { Workplace, eventually } from '../../support/workplace.js';

// A graph in one process that keeps answers, as by default.

const workplace = new Workplace();
const graph = new OwnGraph(workplace, {
  ANSWER_CACHE_MB: '64',
  NODE_ENV: 'test',
  DEVELOPMENT_ISSUER: 'true',
});

beforeAll(() => graph.begin());
afterAll(() => graph.clear());

const ask = (query: string, options?: Parameters<typeof askKept>[2]) =>
  askKept(graph.address, query, options);
const untilKept = (query: string, options?: Parameters<typeof askKept>[2]) =>
  askUntilKept(graph.address, query, options);

describe('a kept answer', () => {
  itKeepsAnswers(() => graph);

  it('is the same byte by byte, with another request id', async () => {
    const query = '{ themes(first: 5) { totalCount nodes { code name } } }';
    const first = await untilKept(query);
    const again = await ask(query, { headers: { 'x-request-id': 'mine' } });
    expect(again).toMatchObject({ status: 200, age: first.age, text: first.text });
    expect(again.headers.get('x-request-id')).toBe('mine');
    expect(again.headers.get('vary')).toMatch(/accept-language/i);
  });

  it('is shared by documents that normalise alike, each with its own keys', async () => {
    await untilKept('{ country(code: "FR") { code name } }');
    const other = await ask(
      'query Q($yes: Boolean = true) { it: country(code: "FR") { c: code @include(if: $yes) ...F } } fragment F on Country { name }',
    );
    expect(other.age).not.toBeNull();
    expect(JSON.parse(other.text)).toEqual({ data: { it: { c: 'FR', name: 'France' } } });
  });

  it('differs by the values of variables, whatever their order', async () => {
    const query =
      'query ($filter: NewsItemFilter, $first: Int) { newsItems(filter: $filter, first: $first) { nodes { id } } }';
    const some = { filter: { country: { in: ['BJ'] }, theme: { code: 'ENV' } }, first: 2 };
    await untilKept(query, { variables: some });
    const turned = { first: 2, filter: { theme: { code: 'ENV' }, country: { in: ['BJ'] } }, unused: 1 };
    expect((await ask(query, { variables: turned })).age).not.toBeNull();
    expect((await ask(query, { variables: { ...some, first: 3 } })).age).toBeNull();
  });

  it('is that of a trusted document and of its text', async () => {
    const post = (body: object) =>
      fetch(`${graph.address}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
    await eventually(
      true,
      async () =>
        (
          await post({
            documentId: 'q01-expertise-in-a-country',
            variables: { theme: 'ENV-WATER', country: 'BJ' },
          })
        ).headers.has('age'),
      30_000,
    );
  });

  it('costs no hash and no compression again, and answers 304', async () => {
    const url = `${graph.address}/graphql?query=${encodeURIComponent('{ countries(first: 100) { nodes { code name } } }')}`;
    await eventually(true, async () => (await fetch(url)).headers.has('age'), 30_000);
    const etag = (await fetch(url)).headers.get('etag')!;
    const unchanged = await fetch(url, { headers: { 'if-none-match': etag } });
    expect(unchanged.status).toBe(304);
    expect(unchanged.headers.get('cache-control')).toBe('private, no-cache');
    for (const encoding of ['br', 'gzip', 'br', 'identity']) {
      const response = await fetch(url, { headers: { 'accept-encoding': encoding } });
      expect(response.headers.get('content-encoding') ?? 'identity').toBe(encoding);
      expect(response.headers.get('etag')).toBe(etag);
      expect((await response.json()).data.countries.nodes).toHaveLength(100);
    }
  });

  it.each([
    ['with an error', '{ themes(first: 1000) { nodes { code } } }'],
    ['refused', '{ themes { nothing } }'],
    ['that cannot be read', '{ themes'],
    ['about the schema', '{ __type(name: "Country") { name } country(code: "BJ") { code } }'],
  ])('is not one %s', async (_, query) => {
    await untilKept('{ country(code: "BJ") { code } }');
    for (let time = 0; time < 3; time += 1) expect((await ask(query)).age).toBeNull();
  });

  it('is not the one before a mutation that this gateway has answered', async () => {
    const query = '{ newsItems(first: 2) { totalCount nodes { id version withdrawnAt } } }';
    const [{ id, version }] = JSON.parse((await untilKept(query)).text).data.newsItems.nodes;
    const headers = await headersOf('ADMINISTRATOR', [], { graph: graph.address });
    const done = await ask(
      `mutation ($id: ID!, $version: Int!) { newsItemWithdraw(input: { id: $id, version: $version, clientMutationId: "kept" }) { problems { message } newsItem { version } } }`,
      { variables: { id, version }, headers },
    );
    expect(JSON.parse(done.text)).toMatchObject({ data: { newsItemWithdraw: { problems: [] } } });
    const after = await ask(query);
    expect(after.age).toBeNull();
    expect(after.text).not.toContain(`"id":"${id}","version":${version},`);
  });

  it('takes in at least what `asOf` asks for', async () => {
    const query = 'query ($asOf: String) { authorities(asOf: $asOf, first: 1) { nodes { name } } }';
    await untilKept(query);
    const { data } = JSON.parse((await ask('{ searchFreshness { cursor } }')).text);
    const variables = { asOf: data.searchFreshness.cursor };
    expect((await ask(query, { variables })).age).toBeNull();
    await untilKept(query, { variables });
  });
});
