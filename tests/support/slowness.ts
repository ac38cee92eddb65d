import { createHash } from 'node:crypto';

const WORK = Buffer.alloc(1 << 20);
/** Duration of the work below on an idle machine in 2026, in milliseconds. */
const QUIET_MS = 100;

/**
 * Factor by which this machine is currently slower than an idle one, at least 1: expected durations are
 * multiplied by it, so that they test the program, not the machine.
 */
export function slowness(): number {
  const began = performance.now();
  for (let round = 0; round < 100; round += 1) createHash('sha256').update(WORK).digest();
  return Math.max(1, (performance.now() - began) / QUIET_MS);
}
