import type { ClientBase, Pool, QueryResult } from 'pg';

/** A statement that PostgreSQL has answered. */
export interface RecordedStatement {
  subgraph: string;
  /** What asked for it, as its comment says; null for one without a comment, such as `BEGIN`. */
  name: string | null;
  /** As it was sent, with its comment. */
  text: string;
  values: readonly unknown[];
  /** Rows read, or changed. */
  rows: number;
  /** From the moment it was handed to the connection until its last row was here. */
  milliseconds: number;
}

type Done = (error: Error | null | undefined, result: QueryResult) => void;

/**
 * Tells every statement that a pool sends from now on, whoever sends it; one that fails is left out. Connections that
 * are open already are not listened to. For tools and tests: requests do without.
 */
export function recordStatements(
  pool: Pool,
  subgraph: string,
  record: (statement: RecordedStatement) => void,
): void {
  pool.on('connect', (client) => {
    const send = client.query.bind(client) as (...args: unknown[]) => unknown;
    const query = (...args: unknown[]): unknown => {
      const started = performance.now();
      const [config, second] = args;
      const { text, values } =
        typeof config === 'string'
          ? { text: config, values: second }
          : (config as { text: string; values?: unknown });
      const tell = ({ rowCount }: QueryResult) =>
        record({
          subgraph,
          name: nameIn(text),
          text,
          values: Array.isArray(values) ? values : [],
          rows: rowCount ?? 0,
          milliseconds: performance.now() - started,
        });
      const done = args.at(-1);
      if (typeof done !== 'function')
        return (send(...args) as Promise<QueryResult>).then((result) => {
          tell(result);
          return result;
        });
      const told: Done = (error, result) => {
        if (!error) tell(result);
        (done as Done)(error, result);
      };
      return send(...args.slice(0, -1), told);
    };
    client.query = query as ClientBase['query'];
  });
}

/** The name in the comment behind the first word of a statement, without its subgraph. */
function nameIn(text: string): string | null {
  return /^[A-Z]+ \/\* (?:[a-z-]+: )?([^*]+) \*\//.exec(text)?.[1] ?? null;
}
