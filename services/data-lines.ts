/**
 * JSON with one row a line, so that a change of a row is a change of its line.
 * @param columns names of the properties to write, in their order; by default all
 */
export const dataLines = (rows: readonly object[], columns?: readonly string[]): string =>
  `[\n${rows.map((row) => JSON.stringify(row, columns && [...columns])).join(',\n')}\n]\n`;
