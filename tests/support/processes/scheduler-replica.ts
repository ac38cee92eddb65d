import { openPool } from '#kernel/database';
import { startScheduler } from '#kernel/scheduler';
import { pino } from 'pino';
import { chores, sweeping } from './chores.js';
import { Random } from '../random/random.js';

// A replica of the chores subgraph in a process of its own, which can be killed.

const { url, secret, timing, job, steps, stepMs, failing, seed } = JSON.parse(process.env.REPLICA!);
const random = new Random(seed);
const pool = openPool(chores, { url, secret });
const scheduler = await startScheduler(
  { subgraph: chores, pool },
  [sweeping(job, { steps, stepMs, fails: () => random.chance(failing) })],
  { url, secret },
  pino({ level: 'warn' }),
  timing,
);
process.once('SIGTERM', () => void scheduler.close().then(() => pool.end()));
console.log('ready');
