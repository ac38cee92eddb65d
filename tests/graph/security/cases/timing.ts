import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from '@jest/globals';
import { slowness } from '../../../support/slowness.js';
import type { AttackedGraph } from './attacked-graph.js';

/** Longest time of a harmless query on another connection while an attack runs, on an idle machine. */
const PROBE_MS = 250;
/** Pause between two of them, so that the probes are no load of their own. */
const PROBE_EVERY_MS = 20;
/** Longest time of one refusal, on an idle machine. */
const REFUSAL_MS = 1_000;
/** Attempts: what an attack blocks, it blocks each time, and what the machine delays, it does not. */
const ATTEMPTS = 4;
/** Address of the client that asks harmless queries. */
const PROBE = { 'x-forwarded-for': '203.0.113.1' };

/** Expects that others are answered as always while an attack runs, and that what is refused is refused soon. */
export async function expectUnharmed(graph: AttackedGraph, attack: () => Promise<void>): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    const measured = await measure(graph, attack);
    const isWithin = (factor: number) =>
      measured.probe <= PROBE_MS * factor && measured.refusal <= REFUSAL_MS * factor;
    if (isWithin(1)) return;
    const factor = slowness();
    const isUnharmed = isWithin(factor);
    if (isUnharmed) return;
    if (attempt === ATTEMPTS) expect({ ...measured, factor, isUnharmed }).toMatchObject({ isUnharmed: true });
  }
}

/** Slowest probe and slowest refusal while an attack runs, in milliseconds. */
async function measure(
  graph: AttackedGraph,
  attack: () => Promise<void>,
): Promise<{ probe: number; refusal: number }> {
  const from = graph.refusals.length;
  let isOver = false;
  const running = attack().finally(() => (isOver = true));
  // Awaited below: a failure must not end the process meanwhile.
  running.catch(() => {});
  let probe = 0;
  do {
    const { ms, data } = await graph.ask('{ theme(code: "EDU") { code } }', {}, PROBE);
    expect(data).toEqual({ theme: { code: 'EDU' } });
    probe = Math.max(probe, ms);
    if (!isOver) await sleep(PROBE_EVERY_MS);
  } while (!isOver);
  await running;
  return { probe, refusal: Math.max(0, ...graph.refusals.slice(from)) };
}
