import type { IncomingMessage, Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Prints the address of a contender, which the benchmark reads, and ends it at SIGTERM. */
export function listenForBench(server: Server, close: () => Promise<unknown>): void {
  // Between two turns of a contender: one that keeps its connections would find them closed at the next.
  server.keepAliveTimeout = 600_000;
  server.listen(0, '127.0.0.1', () =>
    console.log(`Listening at http://127.0.0.1:${(server.address() as AddressInfo).port}`),
  );
  const stop = () => {
    server.close();
    server.closeAllConnections();
    void close().finally(() => process.exit());
  };
  // Ctrl-C reaches the whole group of processes; the benchmark ends them in its own order.
  process.on('SIGTERM', stop).on('SIGINT', () => {});
}

export async function bodyOf(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  return JSON.parse(Buffer.concat(chunks).toString());
}
