import { setTimeout as sleep } from 'node:timers/promises';
import { loadedDatabase } from '../support/set-up/loaded-database.js';
import { openCluster } from './cluster.js';
import { Load } from './load.js';
import type { Replica } from './replica.js';

// `npm run test:faults`: each process of a cluster is killed in turn under mixed load, and the gateways and one subgraph
// are restarted in turn. Prints a table, and exits with 1 unless all reads were answered, no write was lost and no
// answer was wrong. DEPTH is the number of rounds; FAULTS names subgraphs to kill, such as FAULTS=events,search.

const SECRET = 'tests-only-'.padEnd(40, 'x');
const ROUNDS = Number(process.env.DEPTH ?? 1);
const ONLY = process.env.FAULTS?.split(',');
/** Load between two faults. */
const BETWEEN_MS = 1_000;

const began = Date.now();
const say = (line: string) =>
  console.log(`${((Date.now() - began) / 1_000).toFixed(1).padStart(7)} s  ${line}`);

process.env.TEST_LOADED = (await loadedDatabase(SECRET, say)).dataDir;
const cluster = await openCluster(SECRET, say);
// Nothing that it started outlives it.
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => void cluster.close().finally(() => process.exit(130)));
const load = new Load(cluster.address);
let kills = 0;
let restarts = 0;

async function fault(replica: Replica, signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
  const before = { ...load.counts };
  await replica.end(signal);
  await replica.start();
  await sleep(BETWEEN_MS);
  if (signal === 'SIGKILL') kills += 1;
  else restarts += 1;
  const { reads, writes, failedReads } = load.counts;
  say(
    `${signal === 'SIGKILL' ? 'Killed' : 'Restarted'} ${replica.name}: ${reads - before.reads} reads (${failedReads - before.failedReads} failed), ${writes - before.writes} writes meanwhile.`,
  );
}

try {
  await load.start();
  say('The load has begun.');
  const killed = cluster.subgraphs.filter(({ name }) => !ONLY || ONLY.includes(name.split(' ')[0]!));
  for (let round = 1; round <= ROUNDS; round += 1) {
    for (const replica of [...killed, ...cluster.gateways]) await fault(replica, 'SIGKILL');
    for (const replica of [...killed.slice(0, 2), ...cluster.gateways]) await fault(replica, 'SIGTERM');
  }
  await load.end();
} finally {
  await cluster.close();
}
const { reads, failedReads, sentTwice, writes, lostWrites, wrongAnswers } = load.counts;
for (const line of load.faults) console.log(line);
console.table({
  'processes killed': kills,
  'processes restarted': restarts,
  reads,
  'failed reads': failedReads,
  'reads sent twice by the client': sentTwice,
  'acknowledged writes': writes,
  'acknowledged writes lost': lostWrites,
  'wrong answers': wrongAnswers,
  seconds: Math.round((Date.now() - began) / 1_000),
});
process.exitCode = failedReads + lostWrites + wrongAnswers > 0 ? 1 : 0;
