import type { SubgraphClient } from '#kernel/auth';
import { expect, it } from '@jest/globals';
import { pino } from 'pino';
import { Readiness, takesRequests } from './readiness.js';

const away = new Set<string>();
const clients = new Map(
  ['access', 'events', 'nodes'].map((name): [string, SubgraphClient] => [
    name,
    {
      name,
      execute: async () => ({}),
      subscribe: async () => ({}),
      async ready() {
        if (away.has(name)) throw new Error('away');
      },
      close: async () => {},
    },
  ]),
);

it('begins when all subgraphs answer, stays while one does, and ends with the program', async () => {
  const readiness = new Readiness(clients, pino({ level: 'silent' }));
  const steps: [absent: string[], status: string, takes: boolean][] = [
    [['events'], 'not ready', false],
    [[], 'ready', true],
    [['events'], 'degraded', true],
    [['events', 'access'], 'degraded', true],
    [['events', 'access', 'nodes'], 'not ready', false],
    [['access'], 'degraded', true],
    [[], 'ready', true],
  ];
  for (const [absent, status, takes] of steps) {
    away.clear();
    for (const name of absent) away.add(name);
    const report = await readiness.report();
    expect(report.status).toBe(status);
    expect(takesRequests(report)).toBe(takes);
    expect(
      report.subgraphs
        .filter(({ ready }) => !ready)
        .map(({ name }) => name)
        .sort(),
    ).toEqual(absent.sort());
  }
  readiness.stop();
  const report = await readiness.report();
  expect([report.status, takesRequests(report)]).toEqual(['stopping', false]);
});
