import type { ClientBase, Pool, QueryResult } from 'pg';

/** Statement that PostgreSQL has answered. */
export interface RecordedStatement {
  subgraph: string;
  /** Name in the comment of the statement; null without a comment, such as for `BEGIN`. */
  name: string | null;
  /** Text as sent, with its comment. */
  text: string;
  /** Whether it was sent as a named prepared statement. */
  isPrepared: boolean;
  values: readonly unknown[];
  /** Number of rows read or changed. */
  rows: number;
  /** Time from handing the statement to the connection until its last row arrived. */
  milliseconds: number;
}

type Done = (error: Error | null | undefined, result: QueryResult) => void;

/**
 * Records every successful statement of the connections that a pool opens from now on. For tools and tests alone.
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
      const { text, values, parameters } =
        typeof config === 'string'
          ? { text: config, values: second, parameters: undefined }
          : (config as { text: string; values?: unknown; parameters?: readonly unknown[] });
      const report = ({ rowCount }: QueryResult) =>
        record({
          subgraph,
          name: nameIn(text),
          text,
          isPrepared: typeof config === 'object' && (config as { name?: string }).name !== undefined,
          values: parameters ?? (Array.isArray(values) ? values : []),
          rows: rowCount ?? 0,
          milliseconds: performance.now() - started,
        });
      const done = args.at(-1);
      if (typeof done !== 'function')
        return (send(...args) as Promise<QueryResult>).then((result) => {
          report(result);
          return result;
        });
      const callback: Done = (error, result) => {
        if (!error) report(result);
        (done as Done)(error, result);
      };
      return send(...args.slice(0, -1), callback);
    };
    client.query = query as ClientBase['query'];
  });
}

/** Name in the comment after the first word of a statement, without its subgraph. */
function nameIn(text: string): string | null {
  return /^[A-Z]+ \/\* (?:[a-z-]+: )?([^*]+) \*\//.exec(text)?.[1] ?? null;
}
