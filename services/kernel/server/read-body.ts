import type { IncomingMessage } from 'node:http';

/**
 * Reads the body of a request.
 * @returns undefined when it is larger than `maxBytes`; the rest of it stays unread
 * @throws when the client disconnects
 */
export function readBody(
  request: IncomingMessage,
  maxBytes: number,
): Promise<Buffer<ArrayBuffer> | undefined> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const onData = (chunk: Buffer) => {
      if ((size += chunk.length) <= maxBytes) return void chunks.push(chunk);
      request.off('data', onData).pause();
      resolve(undefined);
    };
    request
      .on('data', onData)
      .once('end', () => resolve(Buffer.concat(chunks)))
      .once('error', reject);
  });
}
