import { spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isDeepStrictEqual } from 'node:util';
import autocannon from 'autocannon';
import { readExamples } from '../../gateway/examples.js';
import { addressOf, startProgram } from '../support/program.js';

// `npm run bench`: questions 1 and 18 through the gateway beside the floor, in interleaved rounds of one run.
// Figures of different runs or machines do not compare; the ratios within one run do.

const ROUNDS = 5;
const SECONDS = Number(process.env.BENCH_SECONDS ?? 4);
const CONNECTIONS = 16;
const SECRET = 'bench-only-'.padEnd(40, 'x');

interface Contender {
  name: string;
  url: string;
  pid: number;
  body: string;
}

interface Round {
  requestsPerSecond: number;
  p50: number;
  p99: number;
  cpuMs: number;
}

/** CPU time of a process so far, in ms, user and system. Linux counts it in hundredths of a second. */
function cpuOf(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'latin1')
    .replace(/^.*\) /s, '')
    .split(' ');
  return (Number(fields[11]) + Number(fields[12])) * 10;
}

async function measure({ url, pid, body }: Contender, duration: number): Promise<Round> {
  const before = cpuOf(pid);
  const result = await autocannon({
    url,
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body,
    connections: CONNECTIONS,
    duration,
  });
  if (result.errors || result.non2xx)
    throw new Error(`${result.errors} errors and ${result.non2xx} refusals from ${url}`);
  return {
    requestsPerSecond: result.requests.total / result.duration,
    p50: result.latency.p50,
    p99: result.latency.p99,
    cpuMs: (cpuOf(pid) - before) / result.requests.total,
  };
}

const median = (values: number[]) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;
const range = (values: number[], digits = 0) =>
  `${median(values).toFixed(digits)} (${Math.min(...values).toFixed(digits)}–${Math.max(...values).toFixed(digits)})`;

async function ask(url: string, body: string) {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body,
  });
  return (await response.json()) as {
    data: { expertises?: Record<string, unknown> };
    errors?: unknown;
    extensions?: { statistics?: { sqlStatements: number; subgraphRequests: number } };
  };
}

const dataDir = mkdtempSync(join(tmpdir(), 'passerelle-bench-'));
chmodSync(dataDir, 0o711);
// Two graphs on one database: one counts statements, the other runs as it does in production.
const graph = startProgram({ PORT: '0', DATA_DIR: dataDir, SECRET, LOG_LEVEL: 'warn' });
const address = await addressOf(graph);
const [, port] = await graph.printed(/PostgreSQL is ready on 127\.0\.0\.1:(\d+)/);
const database = `postgres://passerelle:${SECRET}@127.0.0.1:${port}/passerelle`;
const counting = startProgram({
  PORT: '0',
  DATABASE_URL: database,
  SECRET,
  DIAGNOSTICS: 'true',
  LOG_LEVEL: 'warn',
});
const countingAddress = await addressOf(counting);
const floor = spawn(process.execPath, [fileURLToPath(new URL('floor.js', import.meta.url)), database], {
  stdio: ['ignore', 'pipe', 'inherit'],
});
try {
  const floorPort = await new Promise<string>((resolve) =>
    floor.stdout.on('data', (chunk: Buffer) => resolve(chunk.toString().match(/port (\d+)/)![1]!)),
  );
  const bodies = new Map(
    readExamples()
      .filter(({ name }) => /^q(01|18)/.test(name))
      .map(({ name, query, variables }) => [
        name.slice(0, 3),
        JSON.stringify({
          query,
          variables: { ...variables, ...(name.startsWith('q18') ? { first: 20 } : {}) },
        }),
      ]),
  );
  const q01 = bodies.get('q01')!;
  const contenders: Contender[] = [
    { name: 'floor, question 1', url: `http://127.0.0.1:${floorPort}/`, pid: floor.pid!, body: q01 },
    { name: 'gateway, question 1', url: `${address}/graphql`, pid: graph.process.pid!, body: q01 },
    {
      name: 'gateway, question 18',
      url: `${address}/graphql`,
      pid: graph.process.pid!,
      body: bodies.get('q18')!,
    },
  ];

  const [bare, whole] = [await ask(contenders[0]!.url, q01), await ask(contenders[1]!.url, q01)];
  const { pageInfo: _, absence: __, ...same } = whole.data.expertises!;
  if (!isDeepStrictEqual(bare.data.expertises, same))
    throw new Error('The floor gives another answer than the gateway: it must be mended first.');

  for (const contender of contenders) await measure(contender, 2);
  const rounds = new Map<string, Round[]>(contenders.map(({ name }) => [name, []]));
  for (let round = 1; round <= ROUNDS; round++) {
    for (const contender of contenders) rounds.get(contender.name)!.push(await measure(contender, SECONDS));
    console.log(`Round ${round} of ${ROUNDS} done`);
  }

  console.log(
    `\nNode ${process.versions.node}, ${cpus().length} × ${cpus()[0]!.model}, ${CONNECTIONS} connections, medians (lowest–highest) of ${ROUNDS} interleaved rounds of ${SECONDS} s\n`,
  );
  console.log(
    '| | requests/s | × floor | p50 ms | p99 ms | CPU ms/request | SQL statements | subgraph requests |\n|---|---|---|---|---|---|---|---|',
  );
  const base = rounds.get(contenders[0]!.name)!;
  for (const { name, body } of contenders) {
    const own = rounds.get(name)!;
    const statistics = name.startsWith('floor')
      ? { sqlStatements: 5, subgraphRequests: 0 }
      : (await ask(`${countingAddress}/graphql`, body)).extensions!.statistics!;
    const ratio = name.includes('18')
      ? '–'
      : range(
          own.map(({ requestsPerSecond }, at) => requestsPerSecond / base[at]!.requestsPerSecond),
          2,
        );
    console.log(
      `| ${name} | ${range(own.map((round) => round.requestsPerSecond))} | ${ratio} | ${range(own.map((round) => round.p50))} | ${range(own.map((round) => round.p99))} | ${range(
        own.map((round) => round.cpuMs),
        2,
      )} | ${statistics.sqlStatements} | ${statistics.subgraphRequests} |`,
    );
  }
} finally {
  floor.kill('SIGTERM');
  await counting.stop();
  await graph.stop();
  rmSync(dataDir, { recursive: true, force: true });
}
