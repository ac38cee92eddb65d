import type { Profile } from './profile.js';

const side = (letter: 'A' | 'B') => {
  const cell = (name: string) => ({ column: [`ville_${letter}_${name}`, `ville_${letter}_${name}.value`] });
  return {
    name: cell('nom'),
    country: cell('pays'),
    wikidataId: cell('id'),
    latitude: cell('lat'),
    longitude: cell('lon'),
  };
};

/** Result of a query for P190; Wikidata states a tie from both sides, and its key is the same from both. */
export const wikidataP190: Profile = {
  name: 'wikidata-p190',
  title: { en: 'Wikidata P190 query result', fr: 'Résultat d’une requête Wikidata sur P190' },
  description: {
    en: 'Ties between a place in France and one abroad, as twinned administrative bodies (P190); the kind of tie is not stated.',
    fr: 'Liens entre une localité de France et une autre à l’étranger, jumelées selon P190 ; la nature du lien n’est pas précisée.',
  },
  recognition: {
    headers: ['id', 'nom', 'pays'].flatMap((name) =>
      ['A', 'B'].map((letter) => [`ville_${letter}_${name}`, `ville_${letter}_${name}.value`]),
    ),
  },
  map: {
    name: 'wikidata-p190',
    row: {
      externalId: {
        columns: [
          ['ville_A_id', 'ville_A_id.value'],
          ['ville_B_id', 'ville_B_id.value'],
        ],
        sorted: true,
      },
      sides: [side('A'), side('B')],
      kind: { value: 'UNKNOWN' },
      asOf: { column: ['wikidata_modified', 'wikidata_modified.value'] },
    },
  },
};
