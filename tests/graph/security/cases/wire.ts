import type { AttackedGraph } from './attacked-graph.js';

// Requests that no HTTP library sends, byte by byte.

export const JSON_TYPE = 'content-type: application/json';
/** A harmless operation. */
export const OPERATION = '{"query":"{ __typename }"}';

/** A request of these lines, with a body. */
export const wire = (lines: readonly string[], body: string | Uint8Array = ''): Buffer =>
  Buffer.concat([Buffer.from(`${lines.join('\r\n')}\r\n\r\n`), Buffer.from(body)]);

/** A POST with these headers and a body of the right length. */
export const wirePost = (headers: readonly string[], body: string | Uint8Array = OPERATION): Buffer =>
  wire(
    [
      'POST /graphql HTTP/1.1',
      'host: x',
      JSON_TYPE,
      `content-length: ${Buffer.byteLength(body)}`,
      ...headers,
    ],
    body,
  );

/** A response as it came over the wire. */
export interface WireResponse {
  status: number;
  head: string;
  /** Code and argument of its first error. */
  code: string | undefined;
  argument: string | undefined;
  body: string;
}

/** Reads the responses in what a connection answered; chunked ones without their lengths. */
export function responsesIn(text: string): WireResponse[] {
  return text
    .split(/(?=HTTP\/1\.1 \d{3})/)
    .filter(Boolean)
    .map((response) => {
      const [head = '', ...rest] = response.split('\r\n\r\n');
      const body = rest.join('\r\n\r\n');
      return {
        status: Number(/^HTTP\/1\.1 (\d{3})/.exec(head)?.[1]),
        head,
        code: /"code":"(\w+)"/.exec(body)?.[1],
        argument: /"argument":"([\w.-]+)"/.exec(body)?.[1],
        body,
      };
    });
}

/** Sends bytes, and returns the responses; 100 Continue is one. */
export const exchange = async (graph: AttackedGraph, bytes: Uint8Array | string): Promise<WireResponse[]> =>
  responsesIn(await graph.speak(bytes));
