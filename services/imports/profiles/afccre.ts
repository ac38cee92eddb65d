import type { DetectedTable } from '../files/index.js';
import { readPlaceCountryYear } from '../values/index.js';
import type { Profile } from './profile.js';

const TITLE = {
  en: 'AFCCRE directory of twinned communes',
  fr: 'Annuaire des communes jumelées de l’AFCCRE',
};

/** The directory as a table: the commune and its postal code glued, the twin town with its year and province. */
export const afccre: Profile = {
  name: 'afccre',
  title: TITLE,
  description: { en: 'A twinning in each row.', fr: 'Un jumelage par ligne.' },
  recognition: {
    headers: [
      ['Commune', 'Commune française', 'Collectivité'],
      ['Pays'],
      ['Ville', 'Ville jumelée', 'Ville étrangère', 'Commune étrangère'],
    ],
  },
  map: {
    name: 'afccre',
    row: {
      french: [
        {
          name: { column: ['Commune', 'Commune française', 'Collectivité'] },
          postalCode: 'Code postal',
          department: { column: ['Département', 'Departement'] },
        },
      ],
      foreign: [
        {
          name: { column: ['Ville', 'Ville jumelée', 'Ville étrangère', 'Commune étrangère'] },
          country: 'Pays',
          subdivision: 'Province',
          glued: 'place-year-province',
        },
      ],
      kind: { value: 'TWINNING' },
      start: { column: ['Année', 'Date', 'Année de signature'] },
    },
  },
};

const isTwinTown = (text: string) => readPlaceCountryYear(text)?.year !== undefined;

/** The directory as one column, `NAME (COUNTRY) - YEAR`: it names no French commune, so a map has to. */
export const afccreColumn: Profile = {
  name: 'afccre-column',
  title: TITLE,
  description: {
    en: 'Twin towns without their French commune: rows are refused until a map names the commune, by `value`.',
    fr: 'Villes jumelles sans leur commune française : les lignes sont refusées tant qu’une correspondance ne la nomme pas, par `value`.',
  },
  recognition: {
    headers: [['column 1']],
    isSample: ({ headers, headerRow, sample }: DetectedTable) =>
      headers.length === 1 &&
      headerRow === null &&
      sample.filter(([cell = '']) => isTwinTown(cell)).length > sample.length * 0.6,
  },
  map: {
    name: 'afccre-column',
    file: { headerRow: false },
    row: {
      french: [{ name: { column: 'Commune' } }],
      foreign: [{ name: 'column 1', glued: 'place-country-year' }],
      kind: { value: 'TWINNING' },
    },
  },
};
