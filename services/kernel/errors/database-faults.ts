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

/** True when a statement exceeded its time limit, in PostgreSQL (query_canceled) or in the client. */
export function isStatementTimeout(error: unknown): boolean {
  return causes(error).some(({ code, message }) => code === '57014' || message === 'Query read timeout');
}
