import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { isAlive } from '../../../support/workplace.js';
import { AttackedGraph } from './attacked-graph.js';
import { analysts } from './analysts.js';
import { argumentsOf } from './arguments.js';
import { authentication } from './authentication.js';
import { documents } from './documents.js';
import { federation } from './federation.js';
import { frames } from './frames.js';
import { framing } from './framing.js';
import { requests } from './requests.js';
import { information } from './information.js';
import { sockets } from './sockets.js';
import { subgraphPorts } from './subgraph-ports.js';
import { texts } from './texts.js';
import { checksums, expectCleanLog } from './invariants.js';
import type { SecurityCase } from './security-case.js';
import { tokens } from './tokens.js';
import { writing } from './writing.js';
import { expectUnharmed } from './timing.js';

// Attacks on one graph that runs as an operator would run it. The invariants hold around each of them.

const CASES: SecurityCase[] = [
  ...documents,
  ...argumentsOf,
  ...texts,
  ...framing,
  ...requests,
  ...tokens,
  ...authentication,
  ...subgraphPorts,
  ...federation,
  ...information,
  ...sockets,
  ...frames,
  ...analysts,
];

/** Numbers of the attacks that public advisories and guides describe, by category. */
const PUBLISHED: Record<string, string> = {
  DOC: '01 03 04 05 06 07 09 11 13 14 15 16 17 19 21 23 25 26',
  ARG: '01 03 04 06 07 09 10 12 13 14',
  TXT: '01 02 05 07 08 09 11',
  HTTP: '01 02 04 05 07 08 11 13 14 16 17',
  AUTH: '01 03 04 06 07 08 09 12 14',
  FED: '01 02 03 04 06 08 09 10 12 14',
  INFO: '01 02 03 05 06',
  WS: '01 03 04 06 08 09 11 12 14',
  ANA: '01 02 03',
};
/** Those that another test carries out. */
const ELSEWHERE: Record<string, string> = { 'WS-11': 'subscriptions/subscription-transports' };

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

it('every published attack is carried out, once', () => {
  const ids = [...CASES, ...writing].map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  const published = Object.entries(PUBLISHED).flatMap(([name, numbers]) =>
    numbers.split(' ').map((at) => `${name}-${at}`),
  );
  expect(published).toHaveLength(82);
  expect(published.filter((id) => !ids.includes(id) && !(id in ELSEWHERE))).toEqual([]);
});

describe('an attack', () => {
  it.each(CASES.map((one) => [`${one.id}: ${one.attack}: ${one.expected}`, one] as const))(
    '%s',
    async (_, one) => {
      const running = slow.get(one);
      if (running) await running;
      else await expectUnharmed(graph, () => one.run(graph));
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

  it.each(writing.map((one) => [`${one.id}: ${one.attack}: ${one.expected}`, one] as const))(
    '%s',
    async (_, one) => expectUnharmed(graph, () => one.run(graph)),
  );

  it('the log has no error, and none of the secrets that were sent', () =>
    expectCleanLog(graph.graph.program.output(), graph.credentials));
});
