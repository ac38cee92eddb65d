import { once } from 'node:events';
import { expect } from '@jest/globals';
import { INPUT, type SecurityCase } from './security-case.js';
import { exchange, wire } from './wire.js';
import { Client, PROTOCOL, closeCodeAfter, frame, openRaw } from './web-socket.js';

// WS: handshakes and frames that no library sends.

const textFrame = (content: string) => frame({ opcode: 1, payload: Buffer.from(content) });

export const frames: SecurityCase[] = [
  {
    id: 'WS-06',
    attack: 'the older protocol (graphql-ws), none, and unknown ones before and after the right one',
    expected: 'closed with 4406, without an operation of theirs; the right one is chosen wherever it stands',
    source: 'CVE-2026-35523',
    async run(graph) {
      const socket = await graph.connection();
      const handshake = [
        'GET /graphql HTTP/1.1',
        'host: x',
        'connection: upgrade',
        'upgrade: websocket',
        'sec-websocket-version: 13',
        'sec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==',
        'sec-websocket-protocol: graphql-ws',
      ];
      const legacy = Buffer.concat([
        wire(handshake),
        textFrame('{"id":"1","type":"start","payload":{"query":"{ __typename }"}}'),
      ]);
      expect(await closeCodeAfter(socket, [legacy])).toBe(4406);
      const right = graph.socket(['unknown', PROTOCOL, 'graphql-ws']);
      await once(right, 'open');
      expect(right.protocol).toBe(PROTOCOL);
      right.terminate();
    },
  },
  {
    id: 'WS-09',
    attack: 'a message in hundreds of thousands of fragments of one byte, and of none',
    expected: 'closed with 1008 or 1009, long before the memory is full',
    source: 'CVE-2026-48779',
    async run(graph) {
      for (const payload of [Buffer.from('a'), Buffer.alloc(0)]) {
        const first = frame({ opcode: 1, payload, isFinal: false });
        const next = frame({ opcode: 0, payload, isFinal: false });
        const many = Buffer.concat(Array<Buffer>(20_000).fill(next));
        const code = await closeCodeAfter(await openRaw(graph), [first, ...Array<Buffer>(15).fill(many)]);
        expect([1008, 1009, undefined]).toContain(code);
      }
    },
  },
  {
    id: 'WS-17',
    attack: 'frames that are binary, unmasked, compressed, reserved, too long, cut, or not UTF-8',
    expected: 'each is closed with the code of RFC 6455',
    source: 'https://www.rfc-editor.org/rfc/rfc6455',
    async run(graph) {
      const init = textFrame('{"type":"connection_init"}');
      for (const [name, bytes, codes] of [
        ['binary', frame({ opcode: 2, payload: Buffer.from('{}') }), [4400]],
        ['unmasked', frame({ opcode: 1, payload: Buffer.from('{}'), isMasked: false }), [1002]],
        ['compressed', frame({ opcode: 1, payload: Buffer.from('{}'), reserved: 0x40 }), [1002]],
        ['reserved bit', frame({ opcode: 1, payload: Buffer.from('{}'), reserved: 0x20 }), [1002]],
        ['reserved opcode', frame({ opcode: 5 }), [1002]],
        ['a long ping', frame({ opcode: 9, payload: Buffer.alloc(200) }), [1002]],
        ['a ping in fragments', frame({ opcode: 9, isFinal: false }), [1002]],
        ['no first fragment', frame({ opcode: 0 }), [1002]],
        ['not UTF-8', frame({ opcode: 1, payload: Buffer.from('ff', 'hex') }), [1007]],
        ['a close code that is none', frame({ opcode: 8, payload: Buffer.from('03e7', 'hex') }), [1002]],
        // 2^62 bytes are announced.
        ['endless', Buffer.from([0x81, 0xff, 0x40, 0, 0, 0, 0, 0, 0, 0, 1, 2, 3, 4]), [1009]],
      ] as const) {
        const code = await closeCodeAfter(await openRaw(graph), [init, bytes]);
        expect({ name, code }).toEqual({ name, code: codes[0] });
      }
    },
  },
  {
    id: 'WS-18',
    attack: 'a message of 10 MB, and an offer to compress',
    expected: 'closed with 1009; nothing is compressed, so that nothing unpacks',
    async run(graph) {
      const client = await Client.begun(graph);
      client.send(JSON.stringify({ type: 'ping', payload: { x: 'a'.repeat(10_000_000) } }));
      expect((await client.closed).code).toBe(1009);
      const socket = graph.socket([PROTOCOL], { perMessageDeflate: true });
      await once(socket, 'open');
      expect(socket.extensions).toBe('');
      socket.terminate();
    },
  },
  {
    id: 'WS-19',
    attack:
      'handshakes without a key, by POST, of other versions and protocols, at other paths, for two hosts',
    expected: 'refused in JSON, and the connection is closed',
    async run(graph) {
      const upgrade = ['connection: upgrade', 'upgrade: websocket'];
      const key = 'sec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==';
      const version = 'sec-websocket-version: 13';
      for (const [lines, status] of [
        [['GET /graphql HTTP/1.1', 'host: x', ...upgrade, version], 400],
        [['GET /graphql HTTP/1.1', 'host: x', ...upgrade, version, 'sec-websocket-key: short'], 400],
        [['POST /graphql HTTP/1.1', 'host: x', ...upgrade, version, key], 400],
        [['GET /graphql HTTP/1.1', 'host: x', ...upgrade, 'sec-websocket-version: 99', key], 400],
        [['GET /graphql HTTP/1.1', 'host: x', ...upgrade, version, key, 'sec-websocket-protocol: ,,;;'], 400],
        [['GET /graphql HTTP/1.1', 'host: x', 'connection: upgrade', 'upgrade: h2c'], 400],
        [['GET /graphql HTTP/1.1', 'host: a', 'host: b', ...upgrade, version, key], 400],
        [['GET /graphql HTTP/1.1', ...upgrade, version, key], 400],
        [['GET /metrics HTTP/1.1', 'host: x', ...upgrade, version, key], 404],
        [['GET //graphql HTTP/1.1', 'host: x', ...upgrade, version, key], 404],
      ] as const) {
        const answers = await exchange(graph, wire(lines));
        expect({ lines, answers }).toMatchObject({
          lines,
          answers: [{ status, code: status === 404 ? 'NOT_FOUND' : INPUT }],
        });
        expect(answers[0]!.head).toMatch(/content-type: application\/json/i);
      }
    },
  },
];
