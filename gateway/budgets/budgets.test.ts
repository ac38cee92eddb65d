import { expect, test } from '@jest/globals';
import { ANONYMOUS, type Actor } from '#kernel/auth';
import fc from 'fast-check';
import { COST_OF_INTROSPECTION, COST_OF_NEW_CHARACTER, COST_OF_REQUEST } from '../operation/account.js';
import { INTROSPECTION_MARGIN, MAX_DOCUMENT } from '../operation/limits.js';
import { readConfig } from '../settings/config.js';
import { Budgets, WINDOW_MS, type BudgetOptions } from './budgets.js';
import { budgetHeaders } from './headers.js';

const open = (now: () => number, others: Partial<BudgetOptions> = {}) =>
  new Budgets({
    anonymousPerMinute: 1_000,
    identifiedPerMinute: 2_000,
    maxRunning: 2,
    maxWaiting: 2,
    secret: 'a secret of at least thirty-two characters',
    isShared: false,
    now,
    ...others,
  });
const partner: Actor = { ...ANONYMOUS, kind: 'PARTNER', id: 'partner' };
const codeOf = (work: () => void): unknown => {
  try {
    work();
    return undefined;
  } catch (error) {
    return (error as { extensions: Record<string, unknown> }).extensions;
  }
};

test('a client spends its budget, is refused, and has all of it again after a minute', () => {
  let now = 0;
  const budgets = open(() => now);
  budgets.accountOf(ANONYMOUS, '192.0.2.1').charge(600);
  const second = budgets.accountOf(ANONYMOUS, '192.0.2.1');
  second.charge(300);
  now = 10_000;
  expect(codeOf(() => second.charge(200))).toMatchObject({
    code: 'RATE_LIMITED',
    limit: 'budget',
    maximum: 1_000,
    remaining: 100,
    cost: 500,
    retryAfter: 50,
  });
  expect(second.state).toEqual({ limit: 1_000, remaining: 100, resetAt: new Date(WINDOW_MS), cost: 300 });
  budgets.accountOf(ANONYMOUS, '192.0.2.2').charge(1_000);
  now = WINDOW_MS;
  budgets.accountOf(ANONYMOUS, '192.0.2.1').charge(1_000);
});

test('partners and persons have a budget of their own, wherever they are; a key may have another', () => {
  const budgets = open(() => 0);
  budgets.accountOf(ANONYMOUS, '192.0.2.1').charge(1_000);
  budgets.accountOf(partner, '192.0.2.1').charge(1_500);
  expect(codeOf(() => budgets.accountOf(partner, '198.51.100.7').charge(600))).toMatchObject({
    remaining: 500,
  });
  budgets.accountOf({ ...partner, budgetPerMinute: 5_000 }, '198.51.100.7').charge(3_500);
});

test('without a budget nothing is charged and no header sent', () => {
  const account = open(() => 0, { anonymousPerMinute: 0 }).accountOf(ANONYMOUS, '192.0.2.1');
  account.charge(1e9);
  expect(account.state).toBeUndefined();
  expect(budgetHeaders(account.state)).toEqual({});
});

/** As the access subgraph counts. */
function sharedCount() {
  const spent = new Map<string, number>();
  return (budgets: Budgets) => {
    const sums = budgets.takeUnreported();
    for (const [client, cost] of sums) spent.set(client, (spent.get(client) ?? 0) + cost);
    budgets.takeOver(
      new Map([...sums.keys()].map((client) => [client, { spent: spent.get(client)!, endsInMs: 30_000 }])),
    );
    return spent;
  };
}

test('gateways that report to each other admit together what one would, but for what is under way', () => {
  fc.assert(
    fc.property(
      fc.array(fc.record({ at: fc.nat(2), cost: fc.integer({ min: 1, max: 200 }), report: fc.boolean() }), {
        maxLength: 60,
      }),
      (steps) => {
        const gateways = [0, 1, 2].map(() => open(() => 0, { isShared: true }));
        const report = sharedCount();
        let [admitted, unreported] = [0, 0];
        let worst = 0;
        for (const { at, cost, report: now } of steps) {
          const gateway = gateways[at]!;
          const refused = codeOf(() => gateway.accountOf(ANONYMOUS, '192.0.2.1').charge(cost));
          if (!refused) {
            admitted += cost;
            unreported += cost;
          }
          worst = Math.max(worst, unreported);
          if (now) {
            for (const each of gateways) report(each);
            unreported = 0;
          }
        }
        expect(admitted).toBeLessThanOrEqual(1_000 + worst);
        const total = gateways.map(report).at(-1);
        expect([...(total?.values() ?? [])].reduce((sum, value) => sum + value, 0)).toBe(admitted);
      },
    ),
  );
});

test('the dearest text is below what a budget has at least beside MAX_COST', () => {
  const dearest =
    COST_OF_REQUEST + MAX_DOCUMENT * COST_OF_NEW_CHARACTER + INTROSPECTION_MARGIN * COST_OF_INTROSPECTION;
  const budget = String(1_000 + Math.floor(dearest));
  expect(() => readConfig({ MAX_COST: '1000', BUDGET_ANONYMOUS: budget })).toThrow('BUDGET_ANONYMOUS');
});

test('an answer of other gateways about a minute that is over changes nothing', () => {
  let now = 59_000;
  const budgets = open(() => now, { isShared: true });
  budgets.accountOf(ANONYMOUS, '192.0.2.1').charge(10);
  const [client] = [...budgets.takeUnreported().keys()];
  const sentAt = budgets.now();
  now = 70_000;
  budgets.takeOver(new Map([[client!, { spent: 1_000, endsInMs: 1_000 }]]), sentAt);
  expect(budgets.accountOf(ANONYMOUS, '192.0.2.1').state).toMatchObject({ remaining: 990 });
  budgets.takeOver(new Map([[client!, { spent: 1_000, endsInMs: 20_000 }]]), sentAt);
  expect(budgets.accountOf(ANONYMOUS, '192.0.2.1').state).toMatchObject({ remaining: 0 });
});
