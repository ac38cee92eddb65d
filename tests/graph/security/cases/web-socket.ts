import { once } from 'node:events';
import { randomBytes } from 'node:crypto';
import type { Socket } from 'node:net';
import type WebSocket from 'ws';
import type { AttackedGraph } from './attacked-graph.js';

// WebSockets that misbehave: messages of the protocol by hand, and frames byte by byte.

export const PROTOCOL = 'graphql-transport-ws';

/** A WebSocket with what it received, and how it was closed. */
export class Client {
  readonly received: Record<string, any>[] = [];
  readonly closed: Promise<{ code: number; reason: string }>;
  #wake = () => {};

  private constructor(readonly socket: WebSocket) {
    socket.on('message', (data) => {
      this.received.push(JSON.parse(String(data)) as Record<string, unknown>);
      this.#wake();
    });
    socket.on('error', () => {});
    this.closed = new Promise((resolve) => {
      socket.once('close', (code, reason) => {
        resolve({ code, reason: String(reason) });
        this.#wake();
      });
    });
  }

  static async open(graph: AttackedGraph, headers: Record<string, string> = {}): Promise<Client> {
    const client = new Client(graph.socket([PROTOCOL], { headers }));
    await once(client.socket, 'open');
    return client;
  }

  /** Opens a connection that is acknowledged. */
  static async begun(
    graph: AttackedGraph,
    payload: object = {},
    headers: Record<string, string> = {},
  ): Promise<Client> {
    const client = await Client.open(graph, headers);
    client.send({ type: 'connection_init', payload });
    await client.receives('connection_ack');
    return client;
  }

  send(message: unknown): void {
    this.socket.send(typeof message === 'string' ? message : JSON.stringify(message));
  }

  subscribe(id: unknown, query: string, more: object = {}): void {
    this.send({ id, type: 'subscribe', payload: { query, ...more } });
  }

  /** Waits for a message of a type, or of one of several. @throws when the connection closes before */
  async receives(type: string | readonly string[], id?: string): Promise<Record<string, any>> {
    const types = [type].flat();
    for (;;) {
      const found = this.received.find(
        (message) => types.includes(message.type as string) && (id === undefined || message.id === id),
      );
      if (found) return found;
      if (this.socket.readyState === this.socket.CLOSED)
        throw new Error(
          `closed before ${types.join()}: ${JSON.stringify({ received: this.received, closed: await this.closed })}`,
        );
      await new Promise<void>((resolve) => (this.#wake = resolve));
    }
  }

  async close(): Promise<void> {
    this.socket.terminate();
    await this.closed;
  }
}

export interface Frame {
  opcode: number;
  payload?: Uint8Array;
  isFinal?: boolean;
  isMasked?: boolean;
  /** Reserved bits, such as that of compression (0x40). */
  reserved?: number;
}

/** Bytes of a frame of less than 64 kB, as a client sends it (RFC 6455). */
export function frame({
  opcode,
  payload = Buffer.alloc(0),
  isFinal = true,
  isMasked = true,
  reserved = 0,
}: Frame): Buffer {
  const { length } = payload;
  const extended = length > 125 ? Buffer.from([length >> 8, length & 0xff]) : Buffer.alloc(0);
  const head = Buffer.from([
    (isFinal ? 0x80 : 0) | reserved | opcode,
    (isMasked ? 0x80 : 0) | (extended.length ? 126 : length),
  ]);
  if (!isMasked) return Buffer.concat([head, extended, payload]);
  const mask = randomBytes(4);
  return Buffer.concat([head, extended, mask, payload.map((byte, at) => byte ^ mask[at % 4]!)]);
}

/** Opens a WebSocket by hand. */
export async function openRaw(graph: AttackedGraph): Promise<Socket> {
  const socket = await graph.connection();
  socket.write(
    [
      'GET /graphql HTTP/1.1',
      'host: x',
      'connection: upgrade',
      'upgrade: websocket',
      'sec-websocket-version: 13',
      `sec-websocket-key: ${randomBytes(16).toString('base64')}`,
      `sec-websocket-protocol: ${PROTOCOL}`,
      '\r\n',
    ].join('\r\n'),
  );
  await once(socket, 'data');
  return socket;
}

/** Sends bytes over a raw WebSocket. @returns the code of the close frame; undefined when the connection just ends */
export async function closeCodeAfter(
  socket: Socket,
  bytes: Iterable<Uint8Array>,
): Promise<number | undefined> {
  let received = Buffer.alloc(0);
  socket.on('data', (chunk: Buffer) => (received = Buffer.concat([received, chunk])));
  socket.on('error', () => {});
  const ended = new Promise<void>((resolve) =>
    socket.once('close', () => resolve()).once('end', () => resolve()),
  );
  for (const part of bytes) if (!socket.destroyed && socket.writable) socket.write(part);
  await ended;
  socket.destroy();
  const at = received.indexOf(0x88);
  return at < 0 ? undefined : received.readUInt16BE(at + 2);
}
