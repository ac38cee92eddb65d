import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { newId } from '#kernel/values';
import { cooperations } from '#subgraphs';
import { RawSocket, RequestWriter, insertRequest } from '../support/subscription-clients.js';
import { quantile } from './quantile.js';
import { addressOf, metricsOf, startProgram } from '../support/program.js';
import { databaseOf, eventually } from '../support/workplace.js';

// `npm run bench:live`: measures the time from a commit to every subscriber, and the resources of the process.

const SUBSCRIBERS = Number(process.env.LIVE_SUBSCRIBERS ?? 1_000);
const WRITES = Number(process.env.LIVE_WRITES ?? 60);
const EVERY_MS = Number(process.env.LIVE_EVERY_MS ?? 1_000);
const SECRET = 'bench-only-'.padEnd(40, 'x');
const TOKEN = 'bench-only-token-of-the-metrics';
const QUESTIONS = [
  ['the event alone', 'cursor operation entityId'],
  ['the thing', 'cursor operation entityId cooperationRequest { need openedOn }'],
  [
    'the thing, its country and themes from other subgraphs',
    'cursor operation entityId cooperationRequest { need country { name } themes { name } }',
  ],
] as const;

const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(0)} MB`;

/** Resident memory in bytes and CPU time in seconds of a process. */
function spentBy(pid: number): { resident: number; seconds: number } {
  const pages = Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1]);
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ');
  return { resident: pages * 4_096, seconds: (Number(stat[11]) + Number(stat[12])) / 100 };
}

const dataDir = mkdtempSync(join(tmpdir(), 'passerelle-bench-'));
chmodSync(dataDir, 0o711);
const graph = startProgram({
  PORT: '0',
  DATA_DIR: dataDir,
  SECRET,
  LOG_LEVEL: 'warn',
  METRICS_PORT: '0',
  METRICS_TOKEN: TOKEN,
  MAX_CONNECTIONS: String(SUBSCRIBERS + 10),
  MAX_CONNECTIONS_PER_ACTOR: String(SUBSCRIBERS + 10),
});
const pid = graph.process.pid!;
try {
  const address = await addressOf(graph);
  const writer = new RequestWriter(cooperations, await databaseOf(graph, SECRET), SECRET);
  const metrics = await metricsOf(graph);
  const followed = async () => {
    const response = await fetch(metrics, { headers: { authorization: `Bearer ${TOKEN}` } });
    return Number(/^passerelle_live_subscriptions (\d+)/m.exec(await response.text())?.[1] ?? 0);
  };
  await sleep(3_000);
  console.log(
    `Milliseconds from a commit until a subscriber has it, at each of ${SUBSCRIBERS} WebSockets on 127.0.0.1: ${WRITES} writes, one every ${EVERY_MS} ms. Clients and writer share the machine.\n`,
  );
  console.log(
    '| asked for | events | p50 | p95 | p99 | longest | memory before | with sockets | at the end | CPU |',
  );
  console.log('|---|---|---|---|---|---|---|---|---|---|');
  for (const [name, selection] of QUESTIONS) {
    const before = spentBy(pid);
    const committed = new Map<string, number>();
    const waits: number[] = [];
    const query = `subscription { cooperationRequestChanged { ${selection} } }`;
    const sockets: RawSocket[] = [];
    for (let count = 0; count < SUBSCRIBERS; count += 50)
      sockets.push(
        ...(await Promise.all(
          Array.from({ length: Math.min(50, SUBSCRIBERS - count) }, async () => {
            const socket = await RawSocket.open(address);
            await socket.begin();
            socket.socket.removeAllListeners('message');
            socket.socket.on('message', (data) => {
              const now = performance.now();
              const { payload } = JSON.parse(String(data)) as {
                payload: { data: { cooperationRequestChanged: { entityId: string } } };
              };
              waits.push(now - committed.get(payload.data.cooperationRequestChanged.entityId)!);
            });
            socket.send({ id: '1', type: 'subscribe', payload: { query } });
            return socket;
          }),
        )),
      );
    await eventually(SUBSCRIBERS, followed, 60_000);
    const opened = spentBy(pid);
    const since = performance.now();
    for (let write = 0; write < WRITES; write += 1) {
      const id = newId('CooperationRequest');
      await writer.transaction(async (client) => {
        await insertRequest(client, id);
        committed.set(id, performance.now());
      });
      await sleep(EVERY_MS);
    }
    await eventually(SUBSCRIBERS * WRITES, () => waits.length, 60_000);
    const ended = spentBy(pid);
    const cpu = (100 * (ended.seconds - opened.seconds)) / ((performance.now() - since) / 1_000);
    waits.sort((a, b) => a - b);
    console.log(
      `| ${name} | ${waits.length} | ${[0.5, 0.95, 0.99, 1].map((part) => quantile(waits, part).toFixed(0)).join(' | ')} | ${[before, opened, ended].map(({ resident }) => megabytes(resident)).join(' | ')} | ${cpu.toFixed(0)} % |`,
    );
    for (const { socket } of sockets) socket.terminate();
    await eventually(0, followed);
    await sleep(1_000);
  }
  await writer.pool.end();
} finally {
  await graph.stop();
  rmSync(dataDir, { recursive: true, force: true });
}
