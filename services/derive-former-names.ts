import { writeFileSync } from 'node:fs';
import { deriveHistory } from './authorities/history/derive.js';
import { COLUMNS } from './authorities/history/former-name.js';
import { readReleases } from './authorities/history/releases.js';

/** JSON with one row a line, so that a change of a row is a change of its line. */
const linesOf = (rows: readonly object[], columns?: readonly string[]): string =>
  `[\n${rows.map((row) => JSON.stringify(row, columns && [...columns])).join(',\n')}\n]\n`;

/** Writes former-names.json and commune-creations.json from earlier releases of the package of administrative divisions. */
export function writeFormerNames(): void {
  const { formerNames, creations } = deriveHistory(readReleases());
  const data = new URL('../../services/authorities/data/', import.meta.url); // from dist/services to the sources
  writeFileSync(new URL('former-names.json', data), linesOf(formerNames, COLUMNS));
  writeFileSync(new URL('commune-creations.json', data), linesOf(creations));
  console.log(`${formerNames.length} former names and ${creations.length} creation days written`);
}
