import { foldText } from '#kernel/values';

/** What a column of a file can hold. */
export const FIELDS = [
  'key',
  'french',
  'siren',
  'inseeCode',
  'postalCode',
  'department',
  'foreign',
  'country',
  'item',
  'latitude',
  'longitude',
  'kind',
  'titleFr',
  'titleEn',
  'start',
  'signedOn',
  'end',
  'status',
  'amount',
  'currency',
  'funder',
  'documentUrl',
  'asOf',
  'note',
] as const;
export type Field = (typeof FIELDS)[number];

/** Which column of a file is which field. */
export interface Layout {
  name: string;
  /** Header of the column, as the file has it, by field. */
  columns: Partial<Record<Field, string>>;
  /** Values of fields that no column has. */
  constants: Partial<Record<Field, string>>;
}

interface KnownLayout {
  name: string;
  /** Headers by which it is recognised, all of them. */
  marks: readonly string[];
  columns: Partial<Record<Field, string>>;
  constants?: Partial<Record<Field, string>>;
}

/** Query of Wikidata for twinned bodies (P190); the French side may be either. */
const SIDES = (french: 'A' | 'B', foreign: 'A' | 'B'): Partial<Record<Field, string>> => ({
  french: `ville_${french}_nom`,
  foreign: `ville_${foreign}_nom`,
  country: `ville_${foreign}_pays`,
  item: `ville_${foreign}_id`,
  latitude: `ville_${foreign}_lat`,
  longitude: `ville_${foreign}_lon`,
});
export const TWINNINGS = {
  name: 'wikidata-twinnings',
  french: ['ville_A_pays', 'ville_B_pays'],
  sides: [SIDES('A', 'B'), SIDES('B', 'A')],
} as const;

const KNOWN: readonly KnownLayout[] = [
  {
    name: TWINNINGS.name,
    marks: ['ville_A_nom', 'ville_B_nom', 'ville_A_pays', 'ville_B_pays'],
    columns: TWINNINGS.sides[0],
  },
  {
    name: 'benin-agreements',
    marks: ['Ref_Accord', 'Commune_Benin', 'Collectivite_Partenaire'],
    columns: {
      key: 'Ref_Accord',
      foreign: 'Commune_Benin',
      french: 'Collectivite_Partenaire',
      kind: 'Type_Cooperation',
      signedOn: 'Date_Signature',
      start: 'Date_Debut',
      end: 'Date_Fin',
      amount: 'Montant_Total',
      currency: 'Devise',
      titleFr: 'Objectifs',
      status: 'Statut',
      note: 'Observations',
    },
    constants: { country: 'BJ' },
  },
];

/** Header words, folded, by which a column of an unknown file is taken for a field; the first that fits counts. */
const GUESSES: readonly (readonly [Field, RegExp])[] = [
  ['siren', /^(n )?siren$/],
  ['inseeCode', /insee|^cog$/],
  ['postalCode', /code postal|postal code|^cp$/],
  ['department', /departement|^dep$/],
  ['item', /wikidata|^qid$/],
  ['country', /^pays|country/],
  ['latitude', /latitude|^lat$/],
  ['longitude', /longitude|^lon$|^lng$/],
  [
    'french',
    /collectivite( territoriale)?( francaise)?$|commune francaise|ville francaise|french (authority|town|city)|^commune$/,
  ],
  ['foreign', /partenaire|ville etrangere|ville jumelle|jumelee|foreign|twin|partner/],
  ['kind', /^type|^nature|^kind/],
  ['signedOn', /signature|signed/],
  ['end', /(date|annee) (de )?fin|^fin$|^end/],
  ['start', /(date|annee) (de )?(debut|jumelage)|^debut$|^start|^annee$|^year$|^depuis$/],
  ['status', /^statut|^etat$|^status/],
  ['amount', /^montant|^amount/],
  ['currency', /^devise|^currency/],
  ['funder', /financeur|funder/],
  ['titleFr', /^intitule|^titre|^objet|^title/],
  ['documentUrl', /^url|^lien|^document/],
  ['note', /^observations?|^remarques?|^notes?$/],
  ['key', /^ref|^id$|^identifiant|^numero|^key$/],
];

/** Names of the layouts that are known, and `guess`, which goes by the words of the headers. */
export const LAYOUT_NAMES: readonly string[] = [...KNOWN.map(({ name }) => name), 'guess'];

/** The layout of these headers. @param name of a known one; null: it is recognised, else guessed @returns undefined when it does not fit */
export function layoutOf(headers: readonly string[], name: string | null): Layout | undefined {
  const fits = ({ marks }: KnownLayout) => marks.every((mark) => headers.includes(mark));
  const known = KNOWN.find((layout) => (name === null ? fits(layout) : layout.name === name));
  if (known) return fits(known) ? { constants: {}, ...known } : undefined;
  if (name !== null && name !== 'guess') return undefined;
  const columns: Layout['columns'] = {};
  for (const header of headers) {
    const folded = foldText(header);
    const field = GUESSES.find(([candidate, words]) => !(candidate in columns) && words.test(folded))?.[0];
    if (field) columns[field] = header;
  }
  const isEnough =
    (columns.french ?? columns.siren ?? columns.inseeCode) !== undefined && columns.foreign !== undefined;
  return isEnough ? { name: 'guess', columns, constants: {} } : undefined;
}
