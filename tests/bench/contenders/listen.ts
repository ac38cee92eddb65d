import type { IncomingMessage, Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Prints the address of a contender, which the benchmark reads, and stops it at SIGTERM. */
export function listenForBench(server: Server, close: () => Promise<unknown>): void {
  // Longer than the time between two rounds of a contender, whose connections would otherwise be closed.
  server.keepAliveTimeout = 600_000;
  server.listen(0, '127.0.0.1', () =>
    console.log(`Listening at http://127.0.0.1:${(server.address() as AddressInfo).port}`),
  );
  const stop = () => {
    server.close();
    server.closeAllConnections();
    void close().finally(() => process.exit());
  };
  // Ctrl-C reaches the whole process group; the benchmark stops the processes in its own order.
  process.on('SIGTERM', stop).on('SIGINT', () => {});
}

export async function bodyOf(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  return JSON.parse(Buffer.concat(chunks).toString());
}
