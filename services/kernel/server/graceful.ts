import type { Server, ServerResponse } from 'node:http';
import { Server as NetServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** Time in which busy clients send another request, whose response tells them that the connection closes. */
const LINGER_MS = 250;

/**
 * Prepares a server for a graceful shutdown, which finishes requests in flight: each connection, keep-alive or not, is
 * closed with its response, so that a busy client can neither hold the server open nor lose its last response.
 * For the first `drainMs` milliseconds, new connections are taken as well: a balancer learns from readiness, and not from
 * a refused connection, that the server stops.
 * @returns the shutdown, which resolves when the last connection is closed; connections that remain after `graceMs`
 *   milliseconds are destroyed
 */
export function closeGracefully(server: Server): (graceMs: number, drainMs?: number) => Promise<void> {
  const answering = new Set<ServerResponse>();
  let closing = false;
  server.prependListener('request', (_request, response: ServerResponse) => {
    if (closing) response.setHeader('connection', 'close');
    answering.add(response);
    response.once('close', () => answering.delete(response));
  });
  return async (graceMs, drainMs = 0) => {
    closing = true;
    for (const response of answering) if (!response.headersSent) response.setHeader('connection', 'close');
    if (drainMs) await sleep(drainMs);
    await new Promise<void>((resolve) => {
      // Delayed, since a connection between two requests looks idle.
      let idle: NodeJS.Timeout | undefined;
      const linger = setTimeout(() => {
        server.closeIdleConnections();
        idle = setInterval(() => server.closeIdleConnections(), LINGER_MS);
      }, LINGER_MS);
      const force = setTimeout(() => server.closeAllConnections(), graceMs);
      // Not `server.close()`: the one of http closes idle connections at once.
      NetServer.prototype.close.call(server, () => {
        clearTimeout(linger);
        clearInterval(idle);
        clearTimeout(force);
        resolve();
      });
    });
  };
}
