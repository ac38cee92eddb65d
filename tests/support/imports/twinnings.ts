import type pg from 'pg';
import { foldText } from '#kernel/values';

/** A twinning of the data of this project, by the names under which a file has it. */
export interface Twinning {
  frenchId: string;
  foreignId: string;
  french: string;
  postalCode: string | null;
  foreign: string;
  country: string;
  wikidataId: string | null;
}

/** How a file differs from the data. */
export interface Dirt {
  /** Share of names, of either side, with a typing error. */
  typos: number;
  /** Share of rows whose country is wrong. */
  wrongCountries: number;
  /** Whether the file has the items of Wikidata. */
  hasItems: boolean;
}

export interface DirtyRow {
  twinning: Twinning;
  french: string;
  foreign: string;
  country: string;
}

const TWINNINGS = `SELECT f.authority_id AS "frenchId", o.foreign_authority_id AS "foreignId", a.name AS french, a.postal_codes[1] AS "postalCode",
    b.name AS foreign, b.country_code AS country, b.wikidata_id AS "wikidataId"
  FROM cooperations.partnership p
  JOIN cooperations.partnership_french_authority f ON f.partnership_id = p.id
  JOIN cooperations.partnership_foreign_authority o ON o.partnership_id = p.id
  JOIN search.authority a ON a.id = f.authority_id AND a.kind = 'COMMUNE'
  JOIN authorities.foreign_authority b ON b.id = o.foreign_authority_id
  WHERE p.sources::text LIKE '%P190%'
    AND (SELECT count(*) FROM cooperations.partnership_french_authority x WHERE x.partnership_id = p.id) = 1
    AND (SELECT count(*) FROM cooperations.partnership_foreign_authority x WHERE x.partnership_id = p.id) = 1
  ORDER BY p.id`;

/** Twinnings of one French commune with one authority abroad. */
export async function readTwinnings(admin: pg.Client): Promise<Twinning[]> {
  return (await admin.query<Twinning>(TWINNINGS)).rows;
}

/** Random numbers from 0 to 1, the same for the same seed (mulberry32). */
export function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** A name with one typing error: a letter that is missing, doubled, exchanged with the next one, or another. */
export function withTypo(name: string, random: () => number): string {
  const letters = [...name];
  const places = letters.flatMap((letter, index) => (/\p{L}/u.test(letter) ? [index] : []));
  const at = places[Math.floor(random() * places.length)] ?? 0;
  const kind = Math.floor(random() * 4);
  const another = String.fromCharCode(97 + Math.floor(random() * 26));
  const next = letters[at + 1];
  if (kind === 0 && letters.length > 3) letters.splice(at, 1);
  else if (kind === 1) letters.splice(at, 0, letters[at]!);
  else if (kind === 2 && next !== undefined && next !== letters[at])
    letters.splice(at, 2, next, letters[at]!);
  else letters[at] = letters[at]!.toLowerCase() === another ? 'q' : another;
  return letters.join('');
}

/** Rows of a file with this dirt. */
export function dirtyRows(twinnings: readonly Twinning[], dirt: Dirt, seed: number): DirtyRow[] {
  const random = randomOf(seed);
  const countries = [...new Set(twinnings.map(({ country }) => country))];
  return twinnings.map((twinning) => {
    const isTypo = random() < dirt.typos;
    const isInFrench = random() < 0.5;
    const isWrong = random() < dirt.wrongCountries;
    const others = countries.filter((country) => country !== twinning.country);
    return {
      twinning,
      french: isTypo && isInFrench ? withTypo(twinning.french, random) : twinning.french,
      foreign: isTypo && !isInFrench ? withTypo(twinning.foreign, random) : twinning.foreign,
      country: isWrong ? others[Math.floor(random() * others.length)]! : twinning.country,
    };
  });
}

const cell = (text: string) => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** The text of the file: as a query of Wikidata gives it, with French names in capitals and their postal codes. */
export function csvOf(rows: readonly DirtyRow[], { hasItems }: Dirt): string {
  const header = 'ville_A_id,ville_B_id,ville_A_nom,ville_B_nom,ville_A_pays,ville_B_pays';
  const lines = rows.map(({ twinning, french, foreign, country }) =>
    [
      '',
      hasItems ? (twinning.wikidataId ?? '') : '',
      `${capitals(french)}${twinning.postalCode ?? ''}`,
      foreign,
      'FR',
      country,
    ]
      .map(cell)
      .join(','),
  );
  return [header, ...lines].join('\n') + '\n';
}

/** A French name as directories write it: capitals without accents and hyphens, ST for Saint. */
const capitals = (name: string): string =>
  foldText(name)
    .toUpperCase()
    .replaceAll(/\bSAINT(E?)\b/g, 'ST$1');
