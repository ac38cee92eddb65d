import type pg from 'pg';
import { randomOf } from './twinnings.js';

const COMMUNES = `SELECT min(name) AS name, min(postal_codes[1]) AS "postalCode" FROM search.authority
  WHERE kind = 'COMMUNE' AND valid_to IS NULL AND postal_codes[1] IS NOT NULL
  GROUP BY name HAVING count(*) = 1 ORDER BY name LIMIT 4000`;
const TOWNS = `SELECT min(name) AS name, country_code AS country FROM authorities.foreign_authority
  WHERE kind = 'MUNICIPALITY' AND merged_into_id IS NULL AND withdrawn_at IS NULL
  GROUP BY country_code, name HAVING count(*) = 1 ORDER BY country_code, name LIMIT 400`;

export interface Town {
  name: string;
  country: string;
}

const CONSONANTS = 'b d f g k l m n p r s t v z'.split(' ');
const VOWELS = 'a e i o u'.split(' ');
const COUNTRIES = ['BJ', 'SN', 'MG', 'TG', 'ML', 'BF', 'MA', 'VN'];

/** Names of towns that do not exist, far enough from each other to be no typing errors of one another. */
export function newTowns(count: number, random: () => number): Town[] {
  const of = <Item>(items: readonly Item[]) => items[Math.floor(random() * items.length)]!;
  const names = new Set<string>();
  while (names.size < count) {
    const letters = Array.from({ length: 6 }, () => `${of(CONSONANTS)}${of(VOWELS)}`).join('');
    names.add(letters.charAt(0).toUpperCase() + letters.slice(1));
  }
  return [...names].map((name) => ({ name, country: of(COUNTRIES) }));
}

const KINDS = ['Jumelage', 'Partenariat', 'Pacte d’amitié'];

/**
 * A file of partnerships of French communes with towns abroad, known and new ones, each pair once. One row in fifty names a
 * commune that does not exist, one in seventy has no date, and one in ninety is there twice.
 * @param admin connection that may read all tables of the shipped data
 */
export async function generatedFile(admin: pg.Client, rows: number, seed: number): Promise<string> {
  const random = randomOf(seed);
  const communes = (await admin.query<{ name: string; postalCode: string }>(COMMUNES)).rows;
  const towns = [
    ...(await admin.query<Town>(TOWNS)).rows,
    ...newTowns(Math.min(2_000, Math.ceil(rows / 20)), random),
  ];
  const pairs = new Set<number>();
  const lines: string[] = [];
  while (lines.length < rows) {
    const at = Math.floor(random() * communes.length * towns.length);
    if (pairs.has(at)) continue;
    pairs.add(at);
    const { name, postalCode } = communes[at % communes.length]!;
    const town = towns[Math.floor(at / communes.length)]!;
    const number = pairs.size;
    const line = [
      `G-${number}`,
      number % 50 === 0 ? `Villenulle-${number}` : name,
      postalCode,
      town.name,
      town.country,
      KINDS[number % KINDS.length]!,
      number % 70 === 0 ? '' : `${1950 + (number % 70)}`,
    ].join(';');
    lines.push(line);
    if (number % 90 === 0 && lines.length < rows) lines.push(line);
  }
  return ['ref;commune;code postal;partenaire;pays;nature;annee', ...lines, ''].join('\n');
}
