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
  const readiness = new Readiness(clients, pino({ level: 'silent' }), undefined, 0);
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

it('asks once for all who want to know, keeps the answer for a while, and logs changes alone', async () => {
  away.clear();
  away.add('events');
  let asked = 0;
  const client: SubgraphClient = {
    ...clients.get('events')!,
    ready: () => ((asked += 1), clients.get('events')!.ready()),
  };
  const lines: string[] = [];
  const log = pino({ level: 'info' }, { write: (line) => void lines.push(JSON.parse(line).msg) });
  const kept = new Readiness(new Map([['events', client]]), log, undefined, 3_600_000);
  const reports = await Promise.all([kept.report(), kept.report(), kept.report()]);
  expect(await kept.report()).toEqual(reports[0]);
  expect(asked).toBe(1);
  kept.stop();
  expect((await kept.report()).status).toBe('stopping');
  lines.length = 0;
  const current = new Readiness(new Map([['events', client]]), log, undefined, 0);
  for (let at = 0; at < 5; at += 1) await current.report();
  expect(lines).toEqual(['subgraph not ready']);
  away.clear();
  for (let at = 0; at < 5; at += 1) await current.report();
  expect(lines).toEqual(['subgraph not ready', 'subgraph ready again']);
  expect(asked).toBe(11);
});
