import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { readZoneCities } from './authorities/names-abroad/cldr.js';
import { dataLines } from './data-lines.js';
import { deriveNamesAbroad } from './authorities/names-abroad/derive.js';
import { readPlaces } from './authorities/names-abroad/geonames.js';
import { derivePlaceNames, type PlacedAbroad } from './authorities/names-abroad/places.js';

const ROOT = new URL('../../', import.meta.url); // from dist/services to the project
const DATA = new URL('services/authorities/data/', ROOT);

// `npm run derive-names-abroad`: writes names-abroad.json from the Unicode CLDR and place-names.json
// from GeoNames, in the versions that names-abroad/packages pins.
const { installPackages } = (await import(new URL('tests/install-packages.mjs', ROOT).href)) as {
  installPackages(source: string, target: string): void;
};
const installed = fileURLToPath(new URL('.data/names-abroad', ROOT));
installPackages(fileURLToPath(new URL('services/authorities/names-abroad/packages', ROOT)), installed);
const authorities = JSON.parse(
  readFileSync(new URL('foreign-authorities.json', DATA), 'utf8'),
) as PlacedAbroad[];
const rows = deriveNamesAbroad(authorities, readZoneCities(installed));
writeFileSync(new URL('names-abroad.json', DATA), dataLines(rows));
console.log(`names of ${rows.length} foreign authorities written`);
const places = derivePlaceNames(authorities, readPlaces(installed));
writeFileSync(new URL('place-names.json', DATA), dataLines(places));
console.log(`names of the places of ${places.length} foreign authorities written`);
