import { readFileSync } from 'node:fs';
import { themeLookups, type Lookups, type ThemeNames } from '../mapping/index.js';
import { countryLookup, type CountryNames } from '../values/index.js';

const dataOf = <Row>(file: string): Row[] =>
  JSON.parse(readFileSync(new URL(`../../../../services/${file}`, import.meta.url), 'utf8')) as Row[];

/** Lookups of the data that the graph is loaded with, for tests. */
export const loadedLookups = (): Lookups => ({
  country: countryLookup(dataOf<CountryNames>('country-groups/data/countries.json')),
  ...themeLookups(
    dataOf<ThemeNames>('expertises/data/themes.json'),
    dataOf('expertises/data/dac-sectors.json'),
  ),
});

/** Path of a fixture of a profile. */
export const fixture = (name: string): string =>
  new URL(`../../../../services/imports/profiles/fixtures/${name}`, import.meta.url).pathname;
