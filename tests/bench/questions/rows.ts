import type { Row } from './question.js';

/** As the graph gives it: the first source of a fact. */
export const provenanceOf = ({ sources, as_of, confidence }: Row) => ({
  source: { title: sources[0].title, url: sources[0].url },
  asOf: as_of,
  confidence,
});

/** Rows by a column of theirs. */
export const by = (column: string, rows: readonly Row[]) => new Map(rows.map((row) => [row[column], row]));
