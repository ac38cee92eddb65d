import type { SubgraphClient } from '#kernel/auth';
import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { graphInProcess } from '../../support/graph-in-process.js';
import { ask, type Answer } from '../../support/graph.js';
import { eventually } from '../../support/workplace.js';

// A subgraph of this process that never answers, as while its database hangs: the gateway answers what the others know.

const database = { url: process.env.TEST_DATABASE!, secret: process.env.TEST_SECRET! };
const dark = new Set<string>();
let calls = 0;

/** Answers nothing while its subgraph is dark. */
const darkened = (client: SubgraphClient): SubgraphClient => ({
  ...client,
  name: client.name,
  execute(call) {
    if (!dark.has(client.name)) return client.execute(call);
    calls += 1;
    return new Promise(() => {});
  },
});

let graph: Awaited<ReturnType<typeof graphInProcess>>;
beforeAll(async () => {
  graph = await graphInProcess(
    database,
    // Long enough for all that the test asks while the circuit is open.
    {
      SUBGRAPH_TIMEOUT_MS: '1500',
      REQUEST_TIMEOUT_MS: '60000',
      BREAKER_FAILURES: '5',
      BREAKER_RETRY_MS: '10000',
    },
    { client: darkened },
  );
});
afterAll(() => graph.close());
beforeEach(() => {
  dark.clear();
  calls = 0;
});

const codesOf = ({ errors }: Answer) =>
  errors.map(({ extensions: { code, subgraph } }) => ({ code, subgraph }));

const BESIDE = '{ countryGroups(first: 1) { nodes { code } } themes(first: 1) { nodes { code } } }';
const WITHIN = `{ events(first: 3, filter: { countryGroup: { in: ["PS", "BJ", "MG"] } }) { nodes { id countryGroup { name } } } }`;

it('its fields are null with a TIMEOUT, the others are answered; after five failures at once; then whole again', async () => {
  const at = { graph: graph.address };
  const [beside, within] = [await ask(BESIDE, {}, at), await ask(WITHIN, {}, at)];
  expect([...beside.errors, ...within.errors]).toEqual([]);
  expect(within.data.events.nodes[0].countryGroup.name).toEqual(expect.any(String));

  dark.add('country-groups');
  const partial = { countryGroups: null, themes: beside.data.themes };
  const events = within.data.events.nodes.map(({ id }: { id: string }) => ({ id, countryGroup: null }));
  const [first, ...others] = await Promise.all([
    ask(WITHIN, {}, at),
    ...Array.from({ length: 4 }, () => ask(BESIDE, {}, at)),
  ]);
  expect(first.data).toEqual({ events: { nodes: events } });
  expect(codesOf(first)[0]).toMatchObject({ code: 'TIMEOUT', subgraph: 'country-groups' });
  for (const answer of others) {
    expect(answer.data).toEqual(partial);
    expect(codesOf(answer)).toEqual([{ code: 'TIMEOUT', subgraph: 'country-groups' }]);
  }
  expect(calls).toBe(5);

  // The circuit is open.
  const refused = await Promise.all(Array.from({ length: 10 }, () => ask(BESIDE, {}, at)));
  for (const answer of refused) {
    expect(answer.data).toEqual(partial);
    expect(codesOf(answer)).toEqual([{ code: 'SUBGRAPH_UNAVAILABLE', subgraph: 'country-groups' }]);
  }
  expect(calls).toBe(5);

  dark.clear();
  await eventually(0, async () => (await ask(BESIDE, {}, at)).errors.length);
  expect((await ask(BESIDE, {}, at)).data).toEqual(beside.data);
  expect((await ask(WITHIN, {}, at)).data).toEqual(within.data);
});
