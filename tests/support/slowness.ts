import { createHash } from 'node:crypto';

const WORK = Buffer.alloc(1 << 20);
/** What the work below takes on a quiet machine of today. */
const QUIET_MS = 100;

/**
 * How many times slower this machine is at the moment than a quiet one, at least 1: expectations of durations are
 * multiplied by it, so that they say something of the program and nothing of the machine.
 */
export function slowness(): number {
  const began = performance.now();
  for (let round = 0; round < 100; round += 1) createHash('sha256').update(WORK).digest();
  return Math.max(1, (performance.now() - began) / QUIET_MS);
}
