import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { openPool } from '#kernel/database';
import { startScheduler, type JobDefinition, type Scheduler } from '#kernel/scheduler';
import { prepareDatabase } from '#kernel/server';
import pg from 'pg';
import { pino } from 'pino';
import { startEmbeddedPostgres, type EmbeddedPostgres } from '../../services/embedded-postgres/index.js';
import { ONE_LONG_SPAN, chores, sweeping } from '../support/processes/chores.js';
import { startProgram, type Program } from '../support/program.js';
import { Random } from '../support/random/random.js';
import { Workplace, eventually } from '../support/workplace.js';

// Jobs run once per span, whatever happens to the replicas and PostgreSQL: on a database of its own, with short times.

const SECRET = 'scheduler-'.padEnd(40, 's');
const SEED = Number(process.env.SEED ?? Date.now() % 1_000_000);
const DEPTH = Number(process.env.DEPTH ?? 1);
const TIMING = { pollMs: 100, silenceMs: 2_000, retryDelayMs: 100, maxAttempts: 50 };
const REPLICA = fileURLToPath(new URL('../support/processes/scheduler-replica.js', import.meta.url));

const workplace = new Workplace();
const programs: Program[] = [];
let schedulers: Scheduler[] = [];
let postgres: EmbeddedPostgres;
let database: { url: string; secret: string };
let pool: pg.Pool;
let admin: pg.Pool;

beforeAll(async () => {
  postgres = await startEmbeddedPostgres({
    directory: `${workplace.directory()}/postgres`,
    password: SECRET,
    log: () => {},
  });
  database = { url: postgres.url, secret: SECRET };
  await prepareDatabase([chores], database, () => {});
  pool = openPool(chores, database);
  admin = new pg.Pool({ connectionString: postgres.url, options: '-c search_path=chores' });
  admin.on('error', () => {});
});

afterEach(async () => {
  await Promise.all(schedulers.map((scheduler) => scheduler.close()));
  schedulers = [];
  for (const { process: child } of programs) child.kill('SIGKILL');
  await Promise.all(programs.splice(0).map(({ exited }) => exited));
});

afterAll(async () => {
  await pool?.end();
  await admin?.end();
  await workplace.clear();
  await postgres?.stop();
});

async function start(job: JobDefinition, timing = TIMING): Promise<Scheduler> {
  const scheduler = await startScheduler(
    { subgraph: chores, pool },
    [job],
    database,
    pino({ level: 'silent' }),
    timing,
  );
  schedulers.push(scheduler);
  return scheduler;
}

/** A replica in a process of its own. */
function replica(
  job: string,
  work: { steps: number; stepMs: number; failing?: number; seed?: number },
): Program {
  const program = startProgram(
    { REPLICA: JSON.stringify({ ...database, timing: TIMING, job, failing: 0, seed: 1, ...work }) },
    [],
    REPLICA,
  );
  programs.push(program);
  return program;
}

interface Event {
  what: string;
  attempt: number | null;
  run: string | null;
  at: Date;
}

const eventsOf = async (job: string) =>
  (await admin.query<Event>('SELECT what, attempt, run, at FROM event WHERE job = $1 ORDER BY number', [job]))
    .rows;

/** Events of the row of a job: `begun 1`, `finished 1`. */
const storyOf = async (job: string) =>
  (await eventsOf(job)).filter(({ run }) => run === null).map(({ what, attempt }) => `${what} ${attempt}`);

const nextSpan = (job: string) =>
  admin.query(`UPDATE scheduled_run SET span = span - interval '1 day' WHERE job = $1`, [job]);

const happened = (job: string, what: string) =>
  eventually(true, async () => (await eventsOf(job)).some((event) => event.what === what));

describe('a run', () => {
  it('is recorded with its span, and holds no transaction open that readers of the outbox would wait for', async () => {
    await start(sweeping('quiet', { steps: 8, stepMs: 100 }));
    await happened('quiet', 'work begun');
    const { rows } = await admin.query(
      `SELECT (SELECT count(*)::int FROM pg_locks JOIN pg_stat_activity USING (pid)
          WHERE locktype = 'advisory' AND application_name = 'passerelle chores') AS locks,
        (SELECT count(*)::int FROM pg_stat_activity
          WHERE application_name = 'passerelle chores' AND state = 'idle in transaction') AS transactions`,
    );
    expect(rows).toEqual([{ locks: 1, transactions: 0 }]);
    await happened('quiet', 'finished');
    const { rows: runs } = await admin.query(
      `SELECT span = 'epoch' AS span, attempts, finished_at > begun_at AS finished, failure FROM scheduled_run WHERE job = 'quiet'`,
    );
    expect(runs).toEqual([{ span: true, attempts: 1, finished: true, failure: null }]);
  });

  it('that failed is retried, each time after twice the wait, up to a bound', async () => {
    let isBroken = true;
    const job = sweeping('broken', { steps: 0, stepMs: 0, fails: () => isBroken });
    const timing = { ...TIMING, retryDelayMs: 300, maxAttempts: 3 };
    await start(job, timing);
    await start(job, timing);
    const tries = ['begun 1', 'failed 1', 'begun 2', 'failed 2', 'begun 3', 'failed 3'];
    await eventually(tries, () => storyOf('broken'));
    const begun = (await eventsOf('broken'))
      .filter(({ what }) => what === 'begun')
      .map(({ at }) => Number(at));
    expect(begun[1]! - begun[0]!).toBeGreaterThanOrEqual(300);
    expect(begun[2]! - begun[1]!).toBeGreaterThanOrEqual(600);
    await sleep(1_500); // longer than the wait before a fourth
    expect(await storyOf('broken')).toEqual(tries);
    const { rows } = await admin.query(`SELECT failure FROM scheduled_run WHERE job = 'broken'`);
    expect(rows).toEqual([{ failure: 'Error: The broom is broken' }]);
    isBroken = false;
    await nextSpan('broken');
    await eventually([...tries, 'next span 3', 'begun 1', 'finished 1'], () => storyOf('broken'));
  });

  it('finishes its step when the program closes, and another replica does the rest immediately', async () => {
    const steps: string[] = [];
    const job = (who: string, stepMs: number): JobDefinition => ({
      name: 'stepwise',
      everySeconds: ONE_LONG_SPAN,
      async run({ signal }) {
        for (let step = steps.length; step < 3; step += 1) {
          signal.throwIfAborted();
          steps.push(`${who} begins`);
          await sleep(stepMs);
          steps.push(`${who} ends`);
        }
      },
    });
    const first = await start(job('first', 1_000));
    await eventually(1, () => steps.length);
    await first.close();
    expect(steps).toEqual(['first begins', 'first ends']);
    expect(await storyOf('stepwise')).toEqual(['begun 1', 'given back 0']);
    await start(job('second', 1));
    await happened('stepwise', 'finished');
    expect(await storyOf('stepwise')).toEqual(['begun 1', 'given back 0', 'begun 1', 'finished 1']);
  });

  it('does not start once the program closes', async () => {
    const scheduler = await start(sweeping('closed', { steps: 0, stepMs: 0 }));
    await happened('closed', 'finished');
    await scheduler.close();
    await nextSpan('closed');
    await sleep(500); // it would have looked five times
    expect(await storyOf('closed')).toEqual(['begun 1', 'finished 1', 'next span 1']);
  });

  it('passes to another replica when the one that runs it is killed', async () => {
    const first = replica('killed', { steps: 600, stepMs: 100 });
    await happened('killed', 'work begun');
    await start(sweeping('killed', { steps: 1, stepMs: 1 }));
    first.process.kill('SIGKILL');
    await happened('killed', 'finished');
    expect(await storyOf('killed')).toEqual(['begun 1', 'begun 2', 'finished 2']);
  });

  it('passes to another replica when the one that runs it hangs, and is not finished twice', async () => {
    const first = replica('hanging', { steps: 30, stepMs: 100 });
    await happened('hanging', 'work begun');
    first.process.kill('SIGSTOP');
    await start(sweeping('hanging', { steps: 1, stepMs: 1 }));
    await happened('hanging', 'finished');
    first.process.kill('SIGCONT');
    await first.printed(/the job was interrupted/);
    expect(await storyOf('hanging')).toEqual(['begun 1', 'begun 2', 'finished 2']);
    first.process.kill('SIGTERM');
    expect(await first.exited).toBe(0);
  });

  it('starts again after a restart of PostgreSQL, and so do the next ones', async () => {
    await start(sweeping('restarted', { steps: 20, stepMs: 100 }));
    await happened('restarted', 'work begun');
    const { rows } = await admin.query<{ pid: number }>(
      `SELECT pid FROM pg_stat_activity WHERE application_name = 'passerelle chores' LIMIT 1`,
    );
    // PostgreSQL ends all sessions and recovers when one of its processes is killed.
    process.kill(rows[0]!.pid, 'SIGKILL');
    const story = () => storyOf('restarted').catch(() => []);
    await eventually(['begun 1', 'begun 2', 'finished 2'], story, 30_000);
    await nextSpan('restarted');
    await eventually('finished 1', async () => (await story()).at(-1), 30_000);
  });
});

describe('three replicas, killed and cut off at random', () => {
  const ROUNDS = 12 * DEPTH;
  const random = new Random(SEED);
  const work = () => ({ steps: 5, stepMs: 40, failing: 0.1, seed: random.below(2 ** 30) });

  const SESSIONS = `FROM pg_stat_activity WHERE application_name = 'passerelle chores'`;
  const HOLDER = `${SESSIONS} AND pid IN (SELECT pid FROM pg_locks WHERE locktype = 'advisory')`;

  /** Kills a replica, or one of its database sessions: any, or the one that has the lock. */
  async function cutOff(replicas: Program[]): Promise<void> {
    if (random.chance(0.5)) {
      const at = random.below(replicas.length);
      replicas[at]!.process.kill('SIGKILL');
      await replicas[at]!.exited;
      replicas[at] = replica('random', work());
    } else {
      const { rows } = await admin.query<{ pid: number }>(
        `SELECT pid ${random.chance(0.7) ? HOLDER : SESSIONS} ORDER BY pid`,
      );
      if (rows.length) await admin.query('SELECT pg_terminate_backend($1)', [random.pick(rows).pid]);
    }
  }

  it(
    `each span is run to its end once, or again only after a cut-off (SEED=${SEED}, ${ROUNDS} spans)`,
    async () => {
      const replicas = Array.from({ length: 3 }, () => replica('random', work()));
      await Promise.all(replicas.map((program) => program.printed(/ready/)));
      const cutOffs: number[] = [];
      for (let round = 0; round < ROUNDS; round += 1) {
        if (round) await nextSpan('random');
        const most = round % 4 ? 1 + random.below(4) : 0;
        let count = 0;
        for (const end = Date.now() + 60_000; !(await isDone(round));) {
          if (Date.now() > end) throw new Error(`Span ${round} is not done: ${await storyOf('random')}`);
          await sleep(random.below(120));
          if (count < most && random.chance(0.5)) {
            count += 1;
            await cutOff(replicas);
          }
        }
        cutOffs.push(count);
        // Every replica that could start it again has polled.
        await sleep(2 * TIMING.pollMs);
      }
      const rounds = inRounds(await eventsOf('random'));
      expect(rounds).toHaveLength(ROUNDS);
      for (const [round, events] of rounds.entries()) expect(faultsOf(events, cutOffs[round]!)).toEqual([]);
      const begun = rounds.flat().filter(({ what }) => what === 'begun');
      // Otherwise nothing was interrupted.
      expect(begun.length).toBeGreaterThan(ROUNDS);
    },
    60_000 + ROUNDS * 20_000,
  );

  const isDone = async (round: number) =>
    (await eventsOf('random')).filter(({ what }) => what === 'finished').length > round;

  function inRounds(events: readonly Event[]): Event[][] {
    const rounds: Event[][] = [[]];
    for (const event of events)
      if (event.what === 'next span') rounds.push([]);
      else rounds.at(-1)!.push(event);
    return rounds;
  }

  /** Returns events that one span must not have. */
  function faultsOf(events: readonly Event[], cutOffs: number): string[] {
    const rows = events.filter(({ run }) => run === null);
    const count = (what: string) => events.filter((event) => event.what === what).length;
    const attempts = rows.filter(({ what }) => what === 'begun').map(({ attempt }) => attempt);
    const begun = events.filter(({ what }) => what === 'work begun').map(({ run }) => run);
    // An interrupted run may write its last step when the next span has begun: it counts in the span in which it began.
    const done = events.filter(({ what, run }) => what === 'work done' && begun.includes(run)).length;
    let [running, overlaps] = [new Set<string>(), 0];
    for (const { what, run } of events) {
      if (what === 'work begun') {
        if (running.size) overlaps += 1;
        running.add(run!);
      } else if (what === 'work done') running.delete(run!);
      else if (what === 'failed') running = new Set();
    }
    const story = rows.map(({ what, attempt }) => `${what} ${attempt}`).join(', ');
    return Object.entries({
      'its last event is not its end': rows.at(-1)?.what !== 'finished',
      'it has not ended once': count('finished') !== 1,
      'its attempts are not counted one by one': attempts.some((attempt, at) => attempt !== at + 1),
      'it was begun again without a cause': attempts.length - 1 > count('failed') + cutOffs,
      'it was not run to its end': done < 1,
      'it was run to its end again without a cut-off': done > 1 + cutOffs,
      'two runs overlap without a cut-off': overlaps > cutOffs,
    })
      .filter(([, isFault]) => isFault)
      .map(([fault]) => `${fault}, with ${cutOffs} cut-offs: ${story}`);
  }
});
