import type { Server, ServerResponse } from 'node:http';
import { Server as NetServer } from 'node:net';

/** Busy clients ask again within this time, and learn with the answer that the connection ends. */
const LINGER_MS = 250;

/**
 * A way to close a server that finishes what is in flight, keep-alive or not: from then on each connection is closed
 * with its answer, so that a busy client can neither hold the server open nor lose its last answer.
 * @returns resolves when the last connection is closed; those that are left after `graceMs` are cut
 */
export function closeGracefully(server: Server): (graceMs: number) => Promise<void> {
  const answering = new Set<ServerResponse>();
  let closing = false;
  server.prependListener('request', (_request, response: ServerResponse) => {
    if (closing) response.setHeader('connection', 'close');
    answering.add(response);
    response.once('close', () => answering.delete(response));
  });
  return (graceMs) =>
    new Promise<void>((resolve) => {
      closing = true;
      for (const response of answering) if (!response.headersSent) response.setHeader('connection', 'close');
      // Not before they had time to ask: a connection between two requests looks idle.
      let idle: NodeJS.Timeout | undefined;
      const linger = setTimeout(() => {
        server.closeIdleConnections();
        idle = setInterval(() => server.closeIdleConnections(), LINGER_MS);
      }, LINGER_MS);
      const force = setTimeout(() => server.closeAllConnections(), graceMs);
      // That of http closes at once what looks idle.
      NetServer.prototype.close.call(server, () => {
        clearTimeout(linger);
        clearInterval(idle);
        clearTimeout(force);
        resolve();
      });
    });
}
