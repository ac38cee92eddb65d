/** An operation with its variables, as posted. */
export interface Operation {
  query: string;
  variables?: Record<string, unknown>;
}

/** Runs a named prepared statement. A name belongs to one text. */
export type Statement = (name: string, text: string, values: unknown[]) => Promise<Row[]>;

// Untyped, because rows depend on the SQL.
export type Row = Record<string, any>;

/** A question of the benchmark, in the form for each contender. */
export interface Question {
  /** Short name for options, addresses and keys of the results. */
  name: string;
  title: string;
  /** Operation for our graph, in both shapes, and for @apollo/gateway. */
  graph: Operation;
  /** Computes the same `data` with the least work; fields that cost nothing may be omitted. */
  floor?: (statement: Statement, variables: Row) => Promise<Row>;
  /** The nearest equivalent for PostGraphile; absent where it has none. */
  postgraphile?: Operation;
  /** Extracts from PostGraphile's response what must equal ours: totals and the rows, in their order. */
  essence?: { ours: (data: Row) => unknown; postgraphile: (data: Row) => unknown };
}
