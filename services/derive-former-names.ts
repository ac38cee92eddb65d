import { writeFileSync } from 'node:fs';
import { deriveHistory } from './authorities/history/derive.js';
import { COLUMNS } from './authorities/history/former-name.js';
import { readReleases } from './authorities/history/releases.js';
import { dataLines } from './data-lines.js';

/** Writes former-names.json and commune-creations.json from earlier releases of the package of administrative divisions. */
export function writeFormerNames(): void {
  const { formerNames, creations } = deriveHistory(readReleases());
  const data = new URL('../../services/authorities/data/', import.meta.url); // from dist/services to the sources
  writeFileSync(new URL('former-names.json', data), dataLines(formerNames, COLUMNS));
  writeFileSync(new URL('commune-creations.json', data), dataLines(creations));
  console.log(`${formerNames.length} former names and ${creations.length} creation days written`);
}
