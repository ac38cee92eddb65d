import { readFileSync } from 'node:fs';
import { importFrom } from './contenders/packages.js';
import type { Operation } from './questions/index.js';
import { PACKAGES } from './running.js';

/** The part of autocannon that is used; the package of the benchmark installs it. */
type Autocannon = (
  options: {
    url: string;
    method: 'POST';
    headers: Record<string, string>;
    body: string;
    connections: number;
    /** Seconds. */
    duration: number;
    verifyBody(body: unknown): boolean;
  },
  done: (error: Error | null, result: AutocannonResult) => void,
) => {
  on(
    event: 'response',
    listener: (client: unknown, status: number, bytes: number, milliseconds: number) => void,
  ): void;
};
interface AutocannonResult {
  /** Seconds. */
  duration: number;
  errors: number;
  non2xx: number;
  mismatches: number;
}

/** Seconds that a contender may take for its first answers. */
const LONGEST = 15;

/** Result of one contender with one question in one round. Times are in milliseconds. */
export interface Measure {
  requestsPerSecond: number;
  p50: number;
  p95: number;
  p99: number;
  /** CPU time of the contender's processes per request. */
  cpu: number;
}

/** CPU time of processes so far, in ms, user and system. Linux counts it in hundredths of a second; elsewhere it is 0. */
function cpuOf(pids: readonly number[]): number {
  if (process.platform !== 'linux') return 0;
  let total = 0;
  for (const pid of pids) {
    const fields = readFileSync(`/proc/${pid}/stat`, 'latin1')
      .replace(/^.*\) /s, '')
      .split(' ');
    total += (Number(fields[11]) + Number(fields[12])) * 10;
  }
  return total;
}

/**
 * Sends requests as fast as responses arrive, over several connections with one request at a time each.
 * @param seconds duration; longer until the first response has arrived
 * @throws when a connection fails, or a response has another status than 2xx or has errors
 */
export async function measure(
  request: { url: string; operation: Operation },
  pids: readonly number[],
  connections: number,
  seconds: number,
): Promise<Measure> {
  const times: number[] = [];
  let wrong: string | undefined;
  const before = cpuOf(pids);
  const { default: autocannon } = (await importFrom(PACKAGES, 'autocannon')) as { default: Autocannon };
  const result = await new Promise<AutocannonResult>((resolve, reject) => {
    const load = autocannon(
      {
        url: request.url,
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(request.operation),
        connections,
        duration: seconds,
        // GraphQL reports errors with status 200, too.
        verifyBody(body) {
          const text = String(body ?? '');
          const isRight = text.includes('"data"') && !text.includes('"errors":[');
          if (!isRight) wrong ??= text.slice(0, 500);
          return isRight;
        },
      },
      (error, found) => (error ? reject(error) : resolve(found)),
    );
    load.on('response', (_client, _status, _bytes, milliseconds) => times.push(milliseconds));
  });
  const { errors, non2xx, mismatches } = result;
  if (errors || non2xx || mismatches)
    throw new Error(
      `${errors} errors, ${non2xx} refusals and ${mismatches} answers with errors from ${request.url}: ${wrong ?? ''}`,
    );
  if (!times.length) {
    if (seconds > LONGEST) throw new Error(`No answer from ${request.url} in ${seconds} s`);
    return measure(request, pids, connections, seconds * 4);
  }
  times.sort((a, b) => a - b);
  const percentile = (share: number) => times[Math.ceil(times.length * share) - 1]!;
  return {
    requestsPerSecond: times.length / result.duration,
    p50: percentile(0.5),
    p95: percentile(0.95),
    p99: percentile(0.99),
    cpu: (cpuOf(pids) - before) / times.length,
  };
}
