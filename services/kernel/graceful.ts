import type { Server, ServerResponse } from 'node:http';

/**
 * A way to close a server that finishes what is in flight, keep-alive or not: from then on each connection is closed
 * with its answer, so that a busy client cannot hold the server open or lose its last answer.
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
      // A connection that was between two requests becomes idle after this moment too.
      const idle = setInterval(() => server.closeIdleConnections(), 50);
      const force = setTimeout(() => server.closeAllConnections(), graceMs);
      server.close(() => {
        clearInterval(idle);
        clearTimeout(force);
        resolve();
      });
      server.closeIdleConnections();
    });
}
