import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { addressOf } from '../../support/program.js';
import { Workplace } from '../../support/workplace.js';

// A graph with a response cache, on the database of the shared graph.

const workplace = new Workplace();
let graph: string;

beforeAll(async () => {
  graph = await addressOf(
    workplace.start({
      PORT: '0',
      DATABASE_URL: process.env.TEST_DATABASE!,
      SECRET: process.env.TEST_SECRET!,
      RESPONSE_CACHE_MS: '60000',
    }),
  );
});
afterAll(() => workplace.clear());

async function post(query: string, headers: Record<string, string> = {}, variables = {}) {
  const response = await fetch(`${graph}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query, variables }),
  });
  const { headers: answered, status } = response;
  return {
    status,
    text: await response.text(),
    age: answered.get('age'),
    cacheControl: answered.get('cache-control'),
    requestId: answered.get('x-request-id'),
    vary: answered.get('vary'),
  };
}

describe('a cached response', () => {
  it('is returned to the same request, byte by byte, with its age and a new request id', async () => {
    const query = '{ themes(first: 5) { totalCount nodes { code name } } }';
    const first = await post(query);
    expect(first).toMatchObject({ status: 200, age: null, cacheControl: 'private, max-age=60' });
    const again = await post(query, { 'x-request-id': 'mine' });
    expect(again).toMatchObject({ status: 200, age: '0', text: first.text, requestId: 'mine' });
    expect(again.vary).toMatch(/accept-language/i);
    expect((await post(query)).requestId).not.toBe(first.requestId);
  });

  it('differs by language, variable and operation', async () => {
    const query = 'query ($first: Int) { themes(first: $first) { nodes { name } } }';
    const french = await post(query, {}, { first: 2 });
    const english = await post(query, { 'accept-language': 'en' }, { first: 2 });
    expect(english.age).toBeNull();
    expect(english.text).not.toBe(french.text);
    expect((await post(query, {}, { first: 3 })).age).toBeNull();
    expect((await post(query, { authorization: 'Bearer x' }, { first: 2 })).age).toBeNull();
    expect(await post(query, {}, { first: 2 })).toMatchObject({ age: '0', text: french.text });
  });

  it.each([
    ['with an error', '{ themes(first: 1000) { nodes { code } } }'],
    ['refused', '{ themes { nothing } }'],
    ['that cannot be read', '{ themes'],
  ])('does not exist %s', async (_, query) => {
    for (let time = 0; time < 2; time += 1) {
      const { age, cacheControl } = await post(query);
      expect(age).toBeNull();
      expect(cacheControl ?? '').not.toMatch(/max-age/);
    }
  });

  it('does not bypass the limit of body size', async () => {
    expect((await post(`{ themes { nodes { code } } } # ${'x'.repeat(140_000)}`)).status).toBe(413);
  });
});
