/** Failure that the operator can fix; its message is all that the terminal shows. */
export class OperatorError extends Error {
  override name = 'OperatorError';
}

interface Cause {
  code?: string;
  port?: number;
  address?: string;
  path?: string;
  hostname?: string;
  cause?: unknown;
}

/**
 * Translates errors of the operating system and of PostgreSQL into messages for the operator; returns others as they are.
 * @param portVariable variable that set the port
 */
export function forOperator(error: unknown, portVariable = 'PORT'): unknown {
  for (let cause = error as Cause | undefined; cause; cause = cause.cause as Cause | undefined) {
    const message = messageFor(cause, portVariable);
    if (message) return new OperatorError(message, { cause: error });
  }
  return error;
}

function messageFor(
  { code, port, address, path, hostname }: Cause,
  portVariable: string,
): string | undefined {
  switch (code) {
    case 'EADDRINUSE':
      return `Port ${port} on ${address} is taken: stop what uses it, or set ${portVariable} to another one.`;
    case 'EACCES':
      return port === undefined
        ? undefined
        : `Port ${port} needs more rights: set ${portVariable} to 1024 or above.`;
    case 'EADDRNOTAVAIL':
      return `${address} is not an address of this machine: set HOST to 127.0.0.1, or to 0.0.0.0 for all.`;
    case 'ENOTFOUND':
      return `The host ${hostname ?? ''} is not known: check HOST and DATABASE_URL.`;
    case 'ENOSPC':
      return `The disk is full${path ? ` (${path})` : ''}: free some space and start again.`;
    case '53100': // disk_full of PostgreSQL
      return 'The disk of the database is full: free at least 200 MB and start again; an interrupted load leaves nothing behind.';
    case '53300': // too_many_connections
      return 'PostgreSQL has no connection left: lower POOL_SIZE, or raise max_connections.';
    case '28P01': // invalid_password
      return 'PostgreSQL refuses the password of a subgraph: SECRET differs from the one with which the database was prepared. Use that one, or run the load again with this one.';
    default:
      return undefined;
  }
}
