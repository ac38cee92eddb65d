/** An operation with its variables, as it is posted. */
export interface Operation {
  query: string;
  variables?: Record<string, unknown>;
}

/** Runs a named prepared statement. A name belongs to one text. */
export type Statement = (name: string, text: string, values: unknown[]) => Promise<Row[]>;

// Rows are as free as the SQL that makes them.
export type Row = Record<string, any>;

/** One thing that is measured, as each contender is asked for it. */
export interface Question {
  /** Short, for options, addresses and keys of the results. */
  name: string;
  title: string;
  /** What our graph, in either shape, and @apollo/gateway are asked. */
  graph: Operation;
  /** The least that can give the same answer: `data`, where fields that cost nothing may be left out. */
  floor?: (statement: Statement, variables: Row) => Promise<Row>;
  /** The nearest equal for PostGraphile; absent where a user would not take it for this. */
  postgraphile?: Operation;
  /** What PostGraphile's answer must have in common with ours: totals and the rows, in their order. */
  essence?: { ours: (data: Row) => unknown; postgraphile: (data: Row) => unknown };
}
