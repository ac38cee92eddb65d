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
    const leave = () => reject(new DOMException('The client has disconnected', 'AbortError'));
    // A destroyed request emits nothing more, even if its whole body has arrived.
    if (request.destroyed) return leave();
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
      .once('error', reject)
      .once('close', leave);
  });
}
