import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { readExamples } from '../../gateway/operation/examples.js';
import { ask } from '../support/graph.js';
import { quantile } from './quantile.js';
import { addressOf, startProgram } from '../support/program.js';

// `npm run bench:fairness`: what 50 modest clients notice of a greedy one, which pipelines requests over one connection.

const SECONDS = Number(process.env.FAIRNESS_SECONDS ?? 8);
const MODEST = 50;
/** Each modest client asks once in this time. */
const EVERY_MS = 2_000;
const PIPELINED = 1_000;
const modestQuestion = readExamples().find(({ name }) => name.startsWith('q01'))!;
const greedyQuery = '{ authorities(first: 50) { nodes { id name expertises(first: 20) { nodes { id } } } } }';

/** Pipelines requests over one connection, again and again, until it is ended. @returns number of answers */
function greedy(address: string) {
  const { hostname, port } = new URL(address);
  const body = JSON.stringify({ query: greedyQuery });
  const request = `POST /graphql HTTP/1.1\r\nhost: ${hostname}\r\nx-forwarded-for: 192.0.2.200\r\ncontent-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
  const socket = connect(Number(port), hostname);
  let answers = 0;
  let underWay = 0;
  const send = () => {
    underWay += PIPELINED;
    socket.write(request.repeat(PIPELINED));
  };
  socket.on('connect', send).on('error', () => {});
  socket.on('data', (chunk) => {
    const found = chunk.toString('latin1').split('HTTP/1.1 ').length - 1;
    answers += found;
    underWay -= found;
    if (underWay <= 0) send();
  });
  return { answers: () => answers, end: () => socket.destroy() };
}

async function modest(address: string, client: number, until: number): Promise<number[]> {
  const times: number[] = [];
  await sleep((client * EVERY_MS) / MODEST);
  while (performance.now() < until) {
    const since = performance.now();
    const { errors } = await ask(modestQuestion.query, modestQuestion.variables, {
      graph: address,
      headers: { 'x-forwarded-for': `198.51.100.${client}` },
    });
    if (errors.length) throw new Error(errors[0]!.message);
    const took = performance.now() - since;
    times.push(took);
    await sleep(Math.max(0, EVERY_MS - took));
  }
  return times;
}

async function measure(address: string, isAttacked: boolean) {
  const attack = isAttacked ? greedy(address) : undefined;
  const until = performance.now() + SECONDS * 1_000;
  const times = (
    await Promise.all(Array.from({ length: MODEST }, (_, client) => modest(address, client, until)))
  ).flat();
  attack?.end();
  return { times, answers: attack?.answers() ?? 0 };
}

console.log('                                     modest: p50 ms   p95 ms   max ms   greedy: answers/s');
for (const [label, atOnce] of [
  ['any number at once', '0'],
  ['8 at once', '8'],
] as const) {
  const dataDir = mkdtempSync(join(tmpdir(), 'passerelle-bench-'));
  chmodSync(dataDir, 0o711);
  const graph = startProgram({
    PORT: '0',
    DATA_DIR: dataDir,
    SECRET: 'bench-only-'.padEnd(40, 'x'),
    LOG_LEVEL: 'warn',
    WARM_UP: 'true',
    TRUST_PROXY: 'true',
    DEVELOPMENT_ISSUER: 'false',
    MAX_OPERATIONS_AT_ONCE: atOnce,
  });
  try {
    const address = await addressOf(graph);
    for (const isAttacked of [false, true]) {
      const { times, answers } = await measure(address, isAttacked);
      const [p50, p95, max] = [quantile(times, 0.5), quantile(times, 0.95), quantile(times, 1)];
      console.log(
        `${label.padEnd(22)} ${(isAttacked ? 'beside greedy' : 'alone').padEnd(14)} ${[p50, p95, max].map((value) => value.toFixed(0).padStart(12)).join('')} ${(answers / SECONDS).toFixed(0).padStart(14)}`,
      );
    }
  } finally {
    await graph.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}
