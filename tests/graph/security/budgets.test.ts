import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { ask } from '../../support/graph.js';
import { graphInProcess, person } from '../../support/graph-in-process.js';
import { Listener } from '../../support/subscription-clients.js';

// Two gateways with small budgets, which share them: whoever spends theirs gets 429, and others do not notice.

type Gateway = Awaited<ReturnType<typeof graphInProcess>>;
const LIMIT = 250_000;
const budgets = { BUDGET_ANONYMOUS: String(LIMIT), BUDGET_IDENTIFIED: String(LIMIT), TRUST_PROXY: 'true' };
let first: Gateway;
let second: Gateway;
beforeAll(async () => {
  const database = { url: process.env.TEST_DATABASE!, secret: process.env.TEST_SECRET! };
  const identify = (authorization: string) =>
    person({ id: authorization, ...(authorization.endsWith('rich') ? { budgetPerMinute: 2 * LIMIT } : {}) });
  const open = () => graphInProcess(database, budgets, { identify, sharesBudgets: true });
  [first, second] = await Promise.all([open(), open()]);
});
afterAll(async () => {
  await Promise.all([first?.close(), second?.close()]);
});

/** Each test has an address of its own. */
let host = 0;
const newAddress = () => `192.0.2.${(host += 1)}`;
const at = (address: string, more: Record<string, string> = {}) => ({ 'x-forwarded-for': address, ...more });

/** Costs 101 beside its text, and a thousand for each of the statistics. */
const dear = (times: number) =>
  `{ ${Array.from({ length: times }, (_, number) => `s${number}: statistics(of: PARTNERSHIPS, by: [COUNTRY]) { groups { count } }`).join(' ')} }`;

async function spendAll(gateway: Gateway, headers: Record<string, string>) {
  for (let count = 0; count < 20; count += 1) {
    const answer = await ask(dear(20), {}, { graph: gateway.address, headers });
    if (answer.status === 429) return answer;
    expect(answer.errors).toEqual([]);
  }
  throw new Error('the budget was never spent');
}

it('an anonymous address is refused once its budget is spent, in its language, over every transport', async () => {
  const address = newAddress();
  const { errors, headers, data } = await spendAll(first, at(address, { 'accept-language': 'fr' }));
  expect(data).toBeUndefined();
  expect(errors).toMatchObject([
    {
      message: expect.stringContaining('Le budget de cette minute est épuisé'),
      extensions: {
        code: 'RATE_LIMITED',
        limit: 'budget',
        maximum: LIMIT,
        remaining: expect.any(Number),
        cost: expect.any(Number),
        retryAfter: expect.any(Number),
      },
    },
  ]);
  const { retryAfter, remaining } = errors[0]!.extensions as Record<string, number>;
  expect(retryAfter).toBeGreaterThan(0);
  expect(retryAfter).toBeLessThanOrEqual(60);
  expect(headers.get('retry-after')).toBe(String(retryAfter));
  expect(headers.get('ratelimit-policy')).toBe(`"budget";q=${LIMIT};w=60`);
  expect(headers.get('ratelimit')).toMatch(new RegExp(`^"budget";r=${remaining};t=\\d+$`));
  expect(headers.get('access-control-expose-headers')).toContain('ratelimit');

  const refused = [{ extensions: { code: 'RATE_LIMITED' } }];
  const stream = Listener.events(first.address, dear(20), {}, at(address));
  await stream.ended();
  expect(stream.results).toMatchObject([{ errors: refused }]);
  // A connection of this machine has no header of a proxy: it has a budget of its own, and spends it.
  const socket = Listener.socket(first.address, dear(20));
  expect(await socket.ended()).toEqual({});
  await spendAll(first, {});
  const late = Listener.socket(first.address, dear(20));
  expect((await late.ended()).errors ?? late.results[0]?.errors).toMatchObject(refused);

  // Others do not notice: another address, and a person at the same one.
  const other = await ask(dear(20), {}, { graph: first.address, headers: at(newAddress()) });
  expect(other).toMatchObject({ status: 200, errors: [] });
  const known = await ask(
    dear(20),
    {},
    { graph: first.address, headers: at(address, { authorization: 'known' }) },
  );
  expect(known).toMatchObject({ status: 200, errors: [] });
});

it('a client of two gateways has one budget', async () => {
  const headers = at(newAddress());
  await spendAll(first, headers);
  // Two reports: that of the first, and the one after the second was told.
  let admitted = 0;
  const isAdmitted = async () => (await ask(dear(20), {}, { graph: second.address, headers })).status === 200;
  while (await isAdmitted()) {
    admitted += 1;
    await sleep(100);
  }
  // On its own it would have admitted eleven.
  expect(admitted).toBeLessThan(8);
});

it('a budget of one’s own is twice as large where its key says so', async () => {
  const limitOf = async (authorization: string) => {
    const { data } = await ask(
      '{ rateLimit { limit remaining cost resetAt } }',
      {},
      {
        graph: first.address,
        headers: at(newAddress(), { authorization }),
      },
    );
    return data.rateLimit;
  };
  expect(await limitOf('somebody')).toMatchObject({ limit: LIMIT });
  expect(await limitOf('somebody rich')).toMatchObject({ limit: 2 * LIMIT });
});

it('rateLimit says what is left, the same as the headers, and is never kept for others', async () => {
  const query = '{ rateLimit { limit remaining cost resetAt } }';
  const [one, other] = [newAddress(), newAddress()];
  const read = async (address: string) => {
    const { data, headers } = await ask(query, {}, { graph: first.address, headers: at(address) });
    expect(headers.get('ratelimit')).toContain(`r=${data.rateLimit.remaining};`);
    return data.rateLimit;
  };
  const before = await read(one);
  expect(before.remaining).toBe(LIMIT - before.cost);
  const after = await read(one);
  // The text was charged the first time alone.
  expect(before.cost - after.cost).toBeGreaterThanOrEqual(0);
  expect(after.remaining).toBe(before.remaining - after.cost);
  expect(Date.parse(after.resetAt)).toBeGreaterThan(Date.now());
  expect((await read(other)).remaining).toBe(LIMIT - after.cost);
});

it('texts that were not seen before, introspection and wrong operations cost something', async () => {
  const headers = at(newAddress());
  const spent = async (query: string) => {
    const answer = await ask(query, {}, { graph: first.address, headers });
    return LIMIT - Number(/r=(\d+)/.exec(answer.headers.get('ratelimit')!)![1]);
  };
  let before = 0;
  const costOf = async (query: string) => {
    const now = await spent(query);
    const cost = now - before;
    before = now;
    return cost;
  };
  const text = `{ country(code: "BJ") { name } } # ${host} ${Date.now()}`;
  expect(await costOf(text)).toBe(100 + 5 * text.length + 1);
  expect(await costOf(text)).toBe(101);
  const wrong = `{ nothing } # ${Date.now()}`;
  expect(await costOf(wrong)).toBe(100 + 5 * wrong.length);
  expect(await costOf('{ __schema { types { name } } }')).toBeGreaterThan(200);
  const malformed = () =>
    fetch(`${first.address}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: '{',
    });
  expect((await malformed()).status).toBe(400);
  expect(await costOf(text)).toBe(201);
});
