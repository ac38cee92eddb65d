interface Fault {
  code?: string;
  message?: string;
  cause?: unknown;
}

/** The error and its chain of causes. */
function causes(error: unknown): Fault[] {
  const chain: Fault[] = [];
  for (let cause = error; cause instanceof Error; cause = cause.cause) chain.push(cause);
  return chain;
}

/** True when PostgreSQL is unreachable, shutting down, or has dropped the connection: the statement itself is not at fault. */
export function isDatabaseAway(error: unknown): boolean {
  return causes(error).some(
    ({ code = '', message = '' }) =>
      /^(08|57P|53300|ECONN|EPIPE|ETIMEDOUT|EHOSTUNREACH)/.test(code) ||
      /^(Connection terminated|timeout exceeded when trying to connect|timeout expired)/.test(message),
  );
}

/** True when a statement exceeded its time limit: in PostgreSQL (query_canceled, transaction_timeout) or in the client. */
export function isStatementTimeout(error: unknown): boolean {
  return causes(error).some(
    ({ code, message }) => code === '57014' || code === '25P04' || message === 'Query read timeout',
  );
}

/** True when a statement waited too long for a lock (lock_not_available): operators may set `lock_timeout`. */
export function isLockTimeout(error: unknown): boolean {
  return causes(error).some(({ code }) => code === '55P03');
}

/** Timeout in a transaction that was rolled back: nothing was changed. */
export class RolledBack extends Error {
  override name = 'RolledBack';

  constructor(cause: unknown) {
    super('The transaction took too long and was rolled back.', { cause });
  }
}
