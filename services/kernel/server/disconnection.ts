import type { IncomingMessage, ServerResponse } from 'node:http';

/** Returns a signal that aborts when the client disconnects before its response has left, or has disconnected already. */
export function disconnectionOf(response: ServerResponse): AbortSignal {
  const disconnected = new AbortController();
  const leave = () => {
    if (!response.writableFinished) disconnected.abort();
  };
  // It may have gone while its credentials were checked: `close` does not come again.
  if (response.destroyed) leave();
  else response.once('close', leave);
  return disconnected.signal;
}

/**
 * Tells whether a failure is only that of a client that has disconnected: its body broke off, or its operation was aborted.
 * Any other error of a request that nobody waits for any more is still one.
 */
export function isDisconnection(error: unknown, request: IncomingMessage, response: ServerResponse): boolean {
  const { name, code } = error as NodeJS.ErrnoException;
  if (code === 'ECONNRESET') return request.destroyed && !request.complete;
  return name === 'AbortError' && response.destroyed;
}
