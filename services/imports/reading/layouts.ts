import { foldText } from '#kernel/values';
import type { ImportMap } from '../mapping/index.js';

interface KnownLayout {
  /** Headers by which it is recognised, all of them. */
  marks: readonly string[];
  map: ImportMap;
}

const side = (letter: 'A' | 'B') => ({
  name: `ville_${letter}_nom`,
  country: `ville_${letter}_pays`,
  wikidataId: `ville_${letter}_id`,
  latitude: `ville_${letter}_lat`,
  longitude: `ville_${letter}_lon`,
});

const KNOWN: readonly KnownLayout[] = [
  {
    marks: ['ville_A_nom', 'ville_B_nom', 'ville_A_pays', 'ville_B_pays'],
    map: {
      name: 'wikidata-twinnings',
      row: { sides: [side('A'), side('B')], kind: { value: 'TWINNING', words: { TWINNING: 'TWINNING' } } },
    },
  },
  {
    marks: ['Ref_Accord', 'Commune_Benin', 'Collectivite_Partenaire'],
    map: {
      name: 'benin-agreements',
      row: {
        externalId: 'Ref_Accord',
        french: [{ name: 'Collectivite_Partenaire' }],
        foreign: [{ name: 'Commune_Benin', country: { value: 'BJ' } }],
        kind: 'Type_Cooperation',
        titleFr: 'Objectifs',
        themes: [{ from: { column: 'Secteurs_Intervention', separator: ';,|' }, by: 'label' }],
        signedOn: 'Date_Signature',
        start: 'Date_Debut',
        end: 'Date_Fin',
        serials: '1900',
        status: 'Statut',
        amounts: [{ amount: 'Montant_Total', currency: { column: 'Devise', default: 'XOF' } }],
        note: 'Observations',
      },
    },
  },
];

/** Fields whose columns are guessed. */
type Guessed =
  | 'externalId'
  | 'french'
  | 'siren'
  | 'inseeCode'
  | 'postalCode'
  | 'department'
  | 'foreign'
  | 'country'
  | 'wikidataId'
  | 'kind'
  | 'titleFr'
  | 'start'
  | 'signedOn'
  | 'end'
  | 'status'
  | 'note';

/** Header words, folded, by which a column of an unknown file is taken for a field; the first that fits counts. */
const GUESSES: readonly (readonly [Guessed, RegExp])[] = [
  ['siren', /^(n )?siren$/],
  ['inseeCode', /insee|^cog$/],
  ['postalCode', /code postal|postal code|^cp$/],
  ['department', /departement|^dep$/],
  ['wikidataId', /wikidata|^qid$/],
  ['country', /^pays|country/],
  ['french', /collectivite( territoriale)?( francaise)?$|commune francaise|ville francaise|french|^commune$/],
  ['foreign', /partenaire|ville etrangere|ville jumelle|jumelee|foreign|twin|partner/],
  ['kind', /^type|^nature|^kind/],
  ['signedOn', /signature|signed/],
  ['end', /(date|annee) (de )?fin|^fin$|^end/],
  ['start', /(date|annee) (de )?(debut|jumelage)|^debut$|^start|^annee$|^year$|^depuis$/],
  ['status', /^statut|^etat$|^status/],
  ['titleFr', /^intitule|^titre|^objet|^title/],
  ['note', /^observations?|^remarques?|^notes?$/],
  ['externalId', /^ref|^id$|^identifiant|^numero|^key$/],
];

/** Names of the layouts that are known, and `guess`, which goes by the words of the headers. */
export const LAYOUT_NAMES: readonly string[] = [...KNOWN.map(({ map }) => map.name), 'guess'];

function guess(headers: readonly string[]): ImportMap | undefined {
  const found: Partial<Record<Guessed, string>> = {};
  for (const header of headers) {
    const field = GUESSES.find(([name, words]) => !(name in found) && words.test(foldText(header)))?.[0];
    if (field) found[field] = header;
  }
  const { french, siren, inseeCode, postalCode, department, foreign, country, wikidataId, ...rest } = found;
  if (foreign === undefined || country === undefined || (french ?? siren ?? inseeCode) === undefined)
    return undefined;
  const authority = { name: french, siren, inseeCode, postalCode, department };
  const defined = Object.fromEntries(Object.entries(authority).filter(([, column]) => column !== undefined));
  return {
    name: 'guess',
    row: {
      french: [defined],
      foreign: [{ name: foreign, country, ...(wikidataId === undefined ? {} : { wikidataId }) }],
      ...rest,
    },
  };
}

/** The layout of these headers. @param name of a known one; null: it is recognised, else guessed @returns undefined when it does not fit */
export function layoutOf(headers: readonly string[], name: string | null): ImportMap | undefined {
  const fits = ({ marks }: KnownLayout) => marks.every((mark) => headers.includes(mark));
  const known = KNOWN.find((layout) => (name === null ? fits(layout) : layout.map.name === name));
  if (known) return fits(known) ? known.map : undefined;
  return name === null || name === 'guess' ? guess(headers) : undefined;
}
