import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { makeId, newId } from '#kernel/values';
import { cooperations } from '#subgraphs';
import { sendPartnerships, type Fate, type Row } from '../../../schema/clients/send-partnerships.js';
import { tokenFor } from '../../support/actors.js';
import { GRAPH, dataOf } from '../../support/graph.js';
import { openWriter, type Writer } from '../../support/writes.js';

// The example client for many rows against the graph, behind a proxy that loses answers.

const source = {
  key: 'example-client',
  title: 'Register of an example',
  licence: 'etalab-2.0',
  asOf: '2026-11',
};
let writer: Writer;
let rows: Row[];
let token: string;
let proxy: Server;
let address: string;
/** What the proxy does with the next requests: forwards them, or loses the request or its answer. */
let troubles: ('REQUEST' | 'ANSWER' | 'BUSY')[] = [];
let forwarded = 0;

/** Forwards a request to the graph, unless it meets one of the troubles. */
async function forward(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const trouble = troubles.shift();
  if (trouble === 'REQUEST') return void request.socket.destroy();
  if (trouble === 'BUSY') {
    const error = { message: 'busy', extensions: { code: 'RATE_LIMITED', retryAfter: 0.01 } };
    return void response.writeHead(429).end(JSON.stringify({ errors: [error] }));
  }
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  forwarded += 1;
  const answer = await fetch(`${GRAPH}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: request.headers.authorization! },
    body: Buffer.concat(chunks),
  });
  const text = await answer.text();
  if (trouble === 'ANSWER') return void request.socket.destroy();
  response.writeHead(answer.status, { 'content-type': 'application/json' }).end(text);
}

beforeAll(async () => {
  writer = openWriter(cooperations);
  token = await tokenFor('CONTRIBUTOR');
  const { communes, foreignAuthorities } = await dataOf(
    `{ communes: authorities(first: 100, filter: { kind: { in: [COMMUNE] }, region: { in: ["94"] } }) { nodes { id } }
       foreignAuthorities(first: 3) { nodes { id } } }`,
  );
  rows = foreignAuthorities.nodes.flatMap((foreign: { id: string }) =>
    communes.nodes.map(({ id }: { id: string }, index: number) => ({
      externalId: `${foreign.id.slice(-4)}-${index}`,
      frenchAuthorityIds: [id],
      foreignAuthorityIds: [foreign.id],
      kind: 'COOPERATION',
      start: '2021',
      titleFr: `Accord ${index} du registre d’exemple`,
    })),
  );
  proxy = createServer((request, response) => void forward(request, response));
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  address = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}/graphql`;
});
afterAll(async () => {
  proxy.close();
  await writer.close();
});

async function send(some: readonly Row[], more: { attempts?: number; token?: string } = {}): Promise<Fate[]> {
  const fates: Fate[] = [];
  for await (const fate of sendPartnerships({ url: address, token, ...more }, source, some)) fates.push(fate);
  return fates;
}
const outcomes = (fates: readonly Fate[]) => fates.map(({ outcome }) => outcome);
const statements = async (): Promise<number> =>
  (
    await writer.pool.query<{ count: number }>(
      `SELECT count(*)::int AS count FROM partnership_statement WHERE source_key = $1`,
      [source.key],
    )
  ).rows[0]!.count;

describe('the example client for many rows', () => {
  it('writes each row once, in batches of 100, whatever gets lost on the way', async () => {
    expect(rows.length).toBeGreaterThan(200);
    troubles = ['REQUEST', 'ANSWER', 'BUSY'];
    const fates = await send(rows);
    expect(fates.map(({ row }) => row)).toEqual(rows);
    expect(new Set(outcomes(fates))).toEqual(new Set(['CREATED']));
    // The batch whose answer was lost reached the graph twice.
    expect(forwarded).toBe(Math.ceil(rows.length / 100) + 1);
    expect(await statements()).toBe(rows.length);
    expect(new Set(fates.map(({ partnership }) => partnership!.id)).size).toBe(rows.length);
  });

  it('changes nothing when it sends the same again, and updates what says something new', async () => {
    const edition = rows
      .slice(0, 101)
      .map((row, index) => (index % 50 ? row : { ...row, titleFr: 'Avenant' }));
    const expected = edition.map((_, index) => (index % 50 ? 'UNCHANGED' : 'UPDATED'));
    expect(outcomes(await send(edition))).toEqual(expected);
    expect(await statements()).toBe(rows.length);
  });

  it('says of each row what is wrong with it, and writes the others', async () => {
    const wrong = { ...rows[0]!, externalId: 'wrong', frenchAuthorityIds: [newId('Authority')] };
    const right = {
      ...rows[1]!,
      externalId: 'right',
      frenchAuthorityIds: [makeId('Authority', 'COM-35238')],
    };
    const [refused, created] = await send([wrong, right]);
    expect(refused).toMatchObject({ row: wrong, outcome: 'REFUSED', partnership: null });
    expect(refused!.problems[0]).toMatchObject({
      code: 'AUTHORITY_UNKNOWN',
      message: expect.stringMatching(/./),
    });
    expect(created).toMatchObject({ row: right, outcome: 'CREATED' });
  });

  it('gives up on what does not pass by itself, and after its last attempt', async () => {
    forwarded = 0;
    await expect(send(rows.slice(0, 1), { token: 'psr_none' })).rejects.toThrow('UNAUTHENTICATED');
    expect(forwarded).toBe(1);
    troubles = ['BUSY', 'BUSY', 'BUSY'];
    await expect(send(rows.slice(0, 1), { attempts: 3 })).rejects.toThrow('RATE_LIMITED');
    expect(troubles).toEqual([]);
    const fates = sendPartnerships({ url: address, token }, { ...source, licence: '' }, rows.slice(0, 1));
    await expect(fates.next()).rejects.toThrow('Rows 0 to 0');
  });
});
