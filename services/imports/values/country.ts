import { foldText } from '#kernel/values';

export interface CountryNames {
  readonly code: string;
  readonly alpha3?: string | null;
  readonly nameFr: string;
  readonly nameEn: string;
  readonly aliases: readonly string[];
}

/** Names that sources write in the column of countries, and that are no name of a country. */
const PARTS: Readonly<Record<string, readonly string[]>> = {
  GB: [
    'Écosse',
    'Scotland',
    'Pays de Galles',
    'Wales',
    'Irlande du Nord',
    'Northern Ireland',
    'Irlande (Nord)',
  ],
  PS: [
    'Territoires autonomes palestiniens',
    'Palestine (Territoires autonomes)',
    'Autorité palestinienne',
    'Cisjordanie',
    'Gaza',
  ],
  CD: ['Congo (Rép. dém.)', 'Congo RDC', 'Rép. dém. du Congo'],
  CG: ['Congo (Rép.)', 'Congo (Brazzaville)', 'Congo Brazzaville'],
  MK: ['ARY Macédoine'],
};

const keyOf = (text: string) =>
  foldText(text)
    .replace(/^(la|le|les|l|the) /, '')
    .replace(/ (la|le|les|l|the)$/, '');

/**
 * Finds countries by code, name or official form, in French and English, whatever the accents, case and articles:
 * `REPUBLIQUE TCHEQUE`, `Viet Nam`, `Congo, Democratic Republic of the`, `FRA`.
 * @param countries with all of their names, as the graph has them; a name of two countries finds none
 */
export function countryLookup(countries: readonly CountryNames[]): (text: string) => string | null {
  const codes = new Map<string, string | null>();
  const add = (name: string, code: string) => {
    const key = keyOf(name);
    if (key === '') return;
    const known = codes.get(key);
    codes.set(key, known === undefined || known === code ? code : null);
  };
  for (const { code, alpha3, nameFr, nameEn, aliases } of countries) {
    for (const name of [code, alpha3 ?? '', nameFr, nameEn, ...aliases, ...(PARTS[code] ?? [])])
      add(name, code);
  }
  return (text) => {
    const found = codes.get(keyOf(text));
    if (found !== undefined) return found;
    // "Bénin (BJ)", "BJ - Bénin": a code beside a name that it belongs to.
    const [one, other] = text.split(/\s+[-–]\s+|\s*[()]\s*/).filter((part) => part !== '');
    if (other === undefined || one === undefined) return null;
    const [first, second] = [codes.get(keyOf(one)), codes.get(keyOf(other))];
    return first && first === second ? first : null;
  };
}
