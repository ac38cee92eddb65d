/** A trouble that whoever runs the program can mend; the message is all they need to see. */
export class OperatorError extends Error {
  override name = 'OperatorError';
}

/**
 * What errors of the operating system mean for the person at the terminal.
 * @param portVariable the one that set the port
 */
export function forOperator(error: unknown, portVariable = 'PORT'): unknown {
  const { code, port, address, path } = error as NodeJS.ErrnoException & { port?: number; address?: string };
  if (code === 'EADDRINUSE') return new OperatorError(`Port ${port} on ${address} is taken: stop what uses it, or set ${portVariable} to another one.`);
  if (code === 'EACCES' && port !== undefined) return new OperatorError(`Port ${port} needs more rights: set ${portVariable} to 1024 or above.`);
  if (code === 'EADDRNOTAVAIL') return new OperatorError(`${address} is not an address of this machine: set HOST to 127.0.0.1, or to 0.0.0.0 for all.`);
  if (code === 'ENOTFOUND') return new OperatorError(`The host ${(error as { hostname?: string }).hostname ?? ''} is not known: check HOST and DATABASE_URL.`);
  if (code === 'ENOSPC') return new OperatorError(`The disk is full${path ? ` (${path})` : ''}: free some space and start again.`);
  return error;
}
