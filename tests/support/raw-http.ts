import { connect } from 'node:net';
import { GRAPH } from './graph.js';

/** Posts a body without changing it. */
export async function post(
  body: string | Uint8Array,
  headers: Record<string, string> = {},
): Promise<{ status: number; text: string; headers: Headers }> {
  const response = await fetch(`${GRAPH}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: body as BodyInit,
  });
  return { status: response.status, text: await response.text(), headers: response.headers };
}

const FIRST_BYTE_MS = 60_000;
const SILENCE_MS = 500;

/** Sends bytes that fetch refuses to send. @returns the response until the server closed the connection or went silent */
export function speak(bytes: string): Promise<string> {
  const { hostname, port } = new URL(GRAPH);
  return new Promise((resolve) => {
    let answer = '';
    const socket = connect(Number(port), hostname, () => socket.write(bytes));
    const finish = () => {
      socket.destroy();
      resolve(answer);
    };
    socket.setTimeout(FIRST_BYTE_MS, finish);
    socket.on('data', (chunk) => {
      answer += chunk.toString('latin1');
      socket.setTimeout(SILENCE_MS);
    });
    socket.on('close', finish);
    socket.on('error', finish);
  });
}
