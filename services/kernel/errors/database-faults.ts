interface Fault {
  code?: string;
  message?: string;
  cause?: unknown;
}

function causes(error: unknown): Fault[] {
  const chain: Fault[] = [];
  for (let cause = error; cause instanceof Error; cause = cause.cause) chain.push(cause);
  return chain;
}

/** True when PostgreSQL cannot be reached, shuts down, or broke a connection off: nothing is wrong with the statement. */
export function isDatabaseAway(error: unknown): boolean {
  return causes(error).some(
    ({ code = '', message = '' }) =>
      /^(08|57P|53300|ECONN|EPIPE|ETIMEDOUT|EHOSTUNREACH)/.test(code) ||
      /^(Connection terminated|timeout exceeded when trying to connect|timeout expired)/.test(message),
  );
}

/** True when PostgreSQL gave a statement up because it took too long (query_canceled). */
export function isStatementTimeout(error: unknown): boolean {
  return causes(error).some(({ code, message }) => code === '57014' || message === 'Query read timeout');
}
