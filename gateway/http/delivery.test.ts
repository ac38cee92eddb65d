import { once } from 'node:events';
import { createServer, type Server, type ServerResponse } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { afterEach, expect, it } from '@jest/globals';
import { fairGateway, requestFor } from '../../tests/support/fair-gateway.js';
import { HeldTurn, delivered } from './delivery.js';

/** More than the buffers of the operating system take, on both sides of a connection of this machine. */
const LARGE = 16 * 1_048_576;
const FAST = Number.MAX_SAFE_INTEGER;

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

/** Connects and sends requests. */
async function client(port: number, requests: string): Promise<Socket> {
  const socket = connect(port, '127.0.0.1').on('error', () => {});
  closing.push(() => socket.destroy());
  await once(socket, 'connect');
  socket.write(requests);
  return socket;
}

/** A server whose answers are large. */
async function largeAnswers(patienceMs: number) {
  const closed: Promise<unknown>[] = [];
  const turns: Promise<void>[] = [];
  const server: Server = createServer((_, response: ServerResponse) => {
    response.end(Buffer.alloc(LARGE));
    turns.push(delivered(response, LARGE, patienceMs, FAST));
    closed.push(once(response, 'close'));
  });
  server.listen(0, '127.0.0.1');
  closing.push(() => (server.closeAllConnections(), server.close()));
  await once(server, 'listening');
  return { port: (server.address() as AddressInfo).port, closed, turns, server };
}

/** Reads all that there is. @returns the number of bytes until the connection is closed */
async function rest(socket: Socket): Promise<number> {
  let bytes = 0;
  socket.on('data', (chunk) => (bytes += chunk.length)).resume();
  await once(socket, 'close');
  return bytes;
}

const GET = 'GET / HTTP/1.1\r\nhost: x\r\n\r\n';

it('an answer that nobody reads is cut', async () => {
  const { port, closed, turns, server } = await largeAnswers(100);
  const silent = await client(port, GET);
  silent.pause();
  await once(server, 'request');
  await closed[0];
  await turns[0];
  expect(await rest(silent)).toBeLessThan(LARGE);
});

it('an answer that is read arrives, and ends its turn', async () => {
  const { port, turns, server } = await largeAnswers(600_000);
  const reader = await client(port, `GET / HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n`);
  const reading = rest(reader);
  await once(server, 'request');
  await turns[0];
  expect(await reading).toBeGreaterThan(LARGE);
});

it('answers behind another one on a connection hold no turn until they leave, and are cut as well', async () => {
  const { port, closed, turns } = await largeAnswers(100);
  const socket = await client(port, GET + GET);
  socket.pause();
  while (turns.length < 2) await new Promise((resolve) => setTimeout(resolve, 5));
  // The second one does not wait, though the first is unread.
  await turns[1];
  await Promise.all(closed);
  expect(await rest(socket)).toBeLessThan(2 * LARGE);
});

it('a turn that is handed over late ends at once', () => {
  const ends: string[] = [];
  const turn = new HeldTurn();
  turn.end();
  turn.hold(() => ends.push('late'));
  expect(ends).toEqual(['late']);
});

it('answers that are not read hold the turns of their client, and no one else’s', async () => {
  let asked = 0;
  const large = 'x'.repeat(LARGE);
  const gateway = await fairGateway({
    modest: () => 'answered',
    large() {
      asked += 1;
      return large;
    },
  });
  closing.push(() => gateway.close());
  const greedy = await Promise.all(
    Array.from({ length: gateway.maxAtOnce + 2 }, async () => {
      const socket = await client(gateway.port, requestFor('{ large }', '192.0.2.1'));
      return socket.pause();
    }),
  );
  while (asked < gateway.maxAtOnce) await new Promise((resolve) => setTimeout(resolve, 5));
  const modest = await client(gateway.port, requestFor('{ modest }', '192.0.2.2'));
  const [answer] = (await once(modest, 'data')) as [Buffer];
  expect(answer.toString()).toContain('"modest":"answered"');
  expect(asked).toBe(gateway.maxAtOnce);
  // Whoever reads gives the next one its turn.
  for (const socket of greedy) socket.on('data', () => {}).resume();
  while (asked < gateway.maxAtOnce + 2) await new Promise((resolve) => setTimeout(resolve, 5));
});
