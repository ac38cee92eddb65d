import type { Row } from './question.js';

/** The first source of a fact, as in the graph. */
export const provenanceOf = ({ sources, as_of, confidence }: Row) => ({
  source: { title: sources[0].title, url: sources[0].url },
  asOf: as_of,
  confidence,
});

/** Groups rows by a column. */
export const by = (column: string, rows: readonly Row[]) => new Map(rows.map((row) => [row[column], row]));
