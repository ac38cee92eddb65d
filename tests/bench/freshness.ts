import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openPool } from '#kernel/database';
import { newId } from '#kernel/values';
import { authorities, cooperations, search } from '#subgraphs';
import type { Pool } from 'pg';
import { readExamples } from '../../gateway/operation/examples.js';
import { ask } from '../support/graph.js';
import { quantile } from './quantile.js';
import { addressOf, startProgram } from '../support/program.js';
import { databaseOf } from '../support/workplace.js';

// `npm run bench:freshness`: measures the time until search finds a write, while other clients write and read.

const SAMPLES = Number(process.env.FRESHNESS_SAMPLES ?? 500);
const WRITES_PER_SECOND = 50;
const QUESTIONS_PER_SECOND = 20;
const SECRET = 'bench-only-'.padEnd(40, 'x');
const GIVE_UP_MS = 30_000;
const FOUND = 'query ($text: String!) { authorities(filter: { text: $text }) { nodes { id } } }';

/** Calls `act` at a fixed rate per second, whether or not earlier calls have ended. @returns counts, and a function that stops it */
function steadily(perSecond: number, act: () => Promise<unknown>) {
  const counts = { done: 0, failed: 0 };
  const timer = setInterval(() => {
    act().then(
      () => (counts.done += 1),
      () => (counts.failed += 1),
    );
  }, 1000 / perSecond);
  return { counts, end: () => clearInterval(timer) };
}

async function until(found: () => Promise<boolean>, since: number): Promise<number> {
  while (!(await found())) {
    if (performance.now() - since > GIVE_UP_MS) throw new Error(`not found after ${GIVE_UP_MS} ms`);
    await sleep(3);
  }
  return performance.now() - since;
}

async function backgroundWrite(pools: { authorities: Pool; cooperations: Pool }, ids: readonly string[]) {
  const id = ids[Math.floor(Math.random() * ids.length)]!;
  if (Math.random() < 0.7)
    await pools.authorities.query(
      'UPDATE authority SET population = $2, population_year = 2026 WHERE id = $1',
      [id, Math.floor(Math.random() * 1e5)],
    );
  else
    await pools.cooperations.query(
      `UPDATE partnership SET title_fr = $1 WHERE id = (SELECT id FROM partnership OFFSET floor(random() * 100) LIMIT 1)`,
      [`titre ${Math.random()}`],
    );
}

const dataDir = mkdtempSync(join(tmpdir(), 'passerelle-bench-'));
chmodSync(dataDir, 0o711);
const graph = startProgram({ PORT: '0', DATA_DIR: dataDir, SECRET, LOG_LEVEL: 'warn' });
try {
  const address = await addressOf(graph);
  const database = { url: await databaseOf(graph, SECRET), secret: SECRET, poolSize: 4 };
  const pools = {
    authorities: openPool(authorities, database),
    cooperations: openPool(cooperations, database),
    search: openPool(search, database),
  };
  const { rows } = await pools.authorities.query<{ id: string }>(
    `SELECT id FROM authority WHERE kind = 'COMMUNE' LIMIT 5000`,
  );
  const ids = rows.map(({ id }) => id);
  const examples = readExamples();
  const writing = steadily(WRITES_PER_SECOND, () => backgroundWrite(pools, ids));
  const asking = steadily(QUESTIONS_PER_SECOND, async () => {
    const { query, variables } = examples[Math.floor(Math.random() * examples.length)]!;
    const { errors } = await ask(query, variables, { graph: address });
    if (errors.length) throw new Error(errors[0]!.message);
  });
  await sleep(2_000);

  const written: number[] = [];
  const answered: number[] = [];
  for (let sample = 1; sample <= SAMPLES; sample += 1) {
    const id = newId('Authority');
    const name = `Fraîcheur ${id}`;
    await pools.authorities.query(
      `INSERT INTO authority (id, key, kind, name, department_codes, search_text, sources, confidence)
       VALUES ($1, $2, 'OTHER_BODY', $3, '{}', $4, '[{"title":"bench"}]', 'ILLUSTRATIVE')`,
      [id, `BENCH-${id}`, name, ` fraicheur ${id.replaceAll('-', ' ')} `],
    );
    const since = performance.now();
    written.push(
      await until(
        async () => (await pools.search.query('SELECT FROM authority WHERE id = $1', [id])).rows.length > 0,
        since,
      ),
    );
    answered.push(
      await until(async () => {
        const { data } = await ask(FOUND, { text: name }, { graph: address });
        return data?.authorities?.nodes.some((node: { id: string }) => node.id === id) === true;
      }, since),
    );
    await pools.authorities.query('DELETE FROM authority WHERE id = $1', [id]);
    await sleep(Math.random() * 60);
    if (sample % 100 === 0) console.log(`${sample} of ${SAMPLES} writes found`);
  }
  writing.end();
  asking.end();

  console.log(
    `\nMilliseconds from the commit of a write until search has it, and until an answer shows it: ${SAMPLES} writes, while others make ${WRITES_PER_SECOND} writes and ask ${QUESTIONS_PER_SECOND} questions per second (${writing.counts.done} and ${asking.counts.done} in all, ${writing.counts.failed} and ${asking.counts.failed} failed)\n`,
  );
  console.log('| | p50 | p90 | p99 | longest |\n|---|---|---|---|---|');
  for (const [name, values] of [
    ['in the read model', written],
    ['in an answer', answered],
  ] as const)
    console.log(
      `| ${name} | ${[0.5, 0.9, 0.99, 1].map((part) => quantile(values, part).toFixed(0)).join(' | ')} |`,
    );
  await Promise.all(Object.values(pools).map((pool) => pool.end()));
} finally {
  await graph.stop();
  rmSync(dataDir, { recursive: true, force: true });
}
