import type { ClientBase, Connection, Pool, Submittable } from 'pg';
import { rowMaker, type MakeRow, type RawRow, type ResultColumn } from './row-columns.js';
import type { EncodedValue } from './row-values.js';

/** Part of pg's connection that a query uses. */
interface Wire {
  stream: { cork(): void; uncork(): void };
  /** Texts of the statements that PostgreSQL has prepared on this connection, by name. */
  parsedStatements: Record<string, string | undefined>;
  submittedNamedStatements: Record<string, string | undefined>;
  parse(statement: { text: string; name?: string | undefined }): void;
  bind(portal: { portal: string; statement?: string | undefined; values: readonly EncodedValue[] }): void;
  describe(portal: { type: 'P'; name: string }): void;
  execute(portal: { portal: string }): void;
  sync(): void;
  sendCopyFail(reason: string): void;
}

export interface ReadResult<Row> {
  rows: Row[];
  /** Number of rows read or changed. */
  rowCount: number;
}

/**
 * Makers of the rows of prepared statements, by connection and name. PostgreSQL refuses to execute a prepared statement
 * whose columns have changed ("cached plan must not change result type"), so that they need no second description.
 */
const described = new WeakMap<object, Map<string, MakeRow>>();

/** Statement that pg's client sends as its own queries, and whose rows are made by {@link rowMaker}. */
export class RowQuery<Row> implements Submittable {
  /** Set by the client. */
  callback: ((error: unknown, result?: ReadResult<Row>) => void) | undefined;
  readonly #result: ReadResult<Row> = { rows: [], rowCount: 0 };
  #make: MakeRow | undefined;
  #makers: Map<string, MakeRow> | undefined;
  #failure: { error: unknown } | undefined;

  constructor(
    readonly text: string,
    readonly name: string | undefined,
    readonly values: readonly EncodedValue[],
    /** The values before they were encoded, for who records statements. */
    readonly parameters: readonly unknown[] = values,
    /** Name of this execution in logs of PostgreSQL and in pg_cursors; empty inside a transaction, where it would stay. */
    readonly portal = '',
  ) {}

  submit(connection: Connection): Error | null {
    const wire = connection as unknown as Wire;
    const { text, name, values, portal } = this;
    const sent =
      name === undefined ? undefined : (wire.parsedStatements[name] ?? wire.submittedNamedStatements[name]);
    if (sent !== undefined && sent !== text)
      return new Error(`Prepared statements must be unique - '${name}' was used for a different statement`);
    this.#makers = described.get(wire);
    if (!this.#makers) described.set(wire, (this.#makers = new Map()));
    if (sent !== undefined) this.#make = this.#makers.get(name!);
    wire.stream.cork();
    try {
      if (sent === undefined) {
        wire.parse({ text, name });
        if (name !== undefined) wire.submittedNamedStatements[name] = text;
      }
      wire.bind({ portal, statement: name, values });
      if (!this.#make) wire.describe({ type: 'P', name: portal });
      wire.execute({ portal });
      wire.sync();
    } finally {
      wire.stream.uncork();
    }
    return null;
  }

  handleRowDescription({ fields }: { fields: readonly ResultColumn[] }): void {
    this.#make = rowMaker(fields);
    if (this.name !== undefined) this.#makers!.set(this.name, this.#make);
  }

  handleDataRow({ fields }: { fields: RawRow }): void {
    if (this.#failure) return;
    try {
      this.#result.rows.push(this.#make!(fields) as Row);
    } catch (error) {
      this.#failure = { error };
    }
  }

  handleCommandComplete({ text }: { text: string }): void {
    this.#result.rowCount = Number(/\d+$/.exec(text)?.[0] ?? 0);
  }

  handleReadyForQuery(): void {
    if (this.#failure) this.callback!(this.#failure.error);
    else this.callback!(null, this.#result);
  }

  /** The next execution describes the statement again, whatever failed. */
  handleError(error: unknown): void {
    if (this.name !== undefined) this.#makers?.delete(this.name);
    this.callback!(this.#failure?.error ?? error);
  }

  handleEmptyQuery(): void {}
  handlePortalSuspended(): void {}
  handleCopyData(): void {}
  handleCopyInResponse(connection: Connection): void {
    (connection as unknown as Wire).sendCopyFail('This statement reads rows');
  }
}

/** Executes a query on a connection of the pool, or on this one. @throws what PostgreSQL reports */
export async function readRows<Row extends object>(
  pool: Pool | ClientBase,
  query: RowQuery<Row>,
): Promise<Row[]> {
  // pg types a query of its own without the callback that its client and its pool give it.
  const send = pool.query.bind(pool) as unknown as (
    query: RowQuery<Row>,
    values: undefined,
    done: (error: Error | null | undefined, result: ReadResult<Row>) => void,
  ) => void;
  try {
    return await new Promise<Row[]>((resolve, reject) => {
      send(query, undefined, (error, result) => {
        if (error) reject(error);
        else resolve(result.rows);
      });
    });
  } catch (error) {
    // As pg does: the stack leads to the caller instead of the socket.
    if (error instanceof Error) Error.captureStackTrace(error);
    throw error;
  }
}
