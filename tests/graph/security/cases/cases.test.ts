import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { isAlive } from '../../../support/workplace.js';
import { AttackedGraph } from './attacked-graph.js';
import { analysts } from './analysts.js';
import { argumentsOf } from './arguments.js';
import { authentication } from './authentication.js';
import { documents } from './documents.js';
import { federation } from './federation.js';
import { framing } from './framing.js';
import { requests } from './requests.js';
import { information } from './information.js';
import { sockets } from './sockets.js';
import { texts } from './texts.js';
import { checksums, expectCleanLog } from './invariants.js';
import type { SecurityCase } from './security-case.js';
import { Timing } from './timing.js';

// Attacks on one graph that runs as an operator would run it. The invariants hold around each of them.

const CASES: SecurityCase[] = [
  ...documents,
  ...argumentsOf,
  ...texts,
  ...framing,
  ...requests,
  ...authentication,
  ...federation,
  ...information,
  ...sockets,
  ...analysts,
];

const graph = new AttackedGraph();
const slow = new Map<SecurityCase, Promise<void>>();
let before: Record<string, string>;
beforeAll(async () => {
  await graph.begin();
  before = await checksums(graph.graph.admin);
  for (const one of CASES.filter(({ isSlow }) => isSlow)) {
    const running = one.run(graph);
    running.catch(() => {});
    slow.set(one, running);
  }
});
afterAll(() => graph.end());

it('every case has an id of its own', () =>
  expect(new Set(CASES.map(({ id }) => id)).size).toBe(CASES.length));

describe('an attack', () => {
  it.each(CASES.map((one) => [`${one.id}: ${one.attack}: ${one.expected}`, one] as const))(
    '%s',
    async (_, one) => {
      const running = slow.get(one);
      if (running) await running;
      else await new Timing(graph).expectUnharmed(() => one.run(graph));
    },
  );
});

describe('after all of them', () => {
  it('the process runs that was attacked', () => {
    const { process: child } = graph.graph.program;
    expect([child.exitCode, child.signalCode, isAlive(child.pid!)]).toEqual([null, null, true]);
  });

  it('the database is as it was, row by row', async () => {
    await graph.removeAdded();
    const after = await checksums(graph.graph.admin);
    expect(Object.keys(before).length).toBeGreaterThan(50);
    expect(after).toEqual(before);
  });

  it('the log has no error, and none of the secrets that were sent', () =>
    expectCleanLog(graph.graph.program.output(), graph.credentials));
});
