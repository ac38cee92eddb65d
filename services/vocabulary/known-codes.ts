import { iso31661, iso31662 } from 'iso-3166';
import type { StoreTools } from '#kernel/context';
import { sql, type Sql } from '#kernel/database';
import { expectedCode, type KnownCodes } from '#kernel/lists';
import { isLanguageCode } from '#kernel/values';
import { codeName } from './messages/expected.js';

/** Codes of ISO 3166-1, and the user-assigned one of Kosovo. */
export const COUNTRY_CODES: ReadonlySet<string> = new Set(
  [...iso31661.map(({ alpha2 }) => alpha2), 'XK'].sort(),
);

const LETTERS = [...'abcdefghijklmnopqrstuvwxyz'];
/** Codes of ISO 639-1. */
const LANGUAGE_CODES = LETTERS.flatMap((one) => LETTERS.map((other) => one + other)).filter(isLanguageCode);

const countries = [...COUNTRY_CODES];
export const knownCountries: KnownCodes = { name: codeName('COUNTRY'), all: () => countries };
const subdivisions = iso31662.map(({ code }) => code).sort();
/** Codes of ISO 3166-2, of parts of countries, whether the graph knows an authority there or not. */
export const knownSubdivisions: KnownCodes = { name: codeName('SUBDIVISION'), all: () => subdivisions };
export const knownLanguages: KnownCodes = { name: codeName('LANGUAGE'), all: () => LANGUAGE_CODES };

/** What a language code should have been that is none. */
export const unknownLanguage = (code: string) => expectedCode(knownLanguages.name, code, LANGUAGE_CODES);

/**
 * Codes of a table that only a load changes.
 * @param statement with the codes in a column `code`
 */
export function loadedCodes(
  { tables }: StoreTools,
  kind: Parameters<typeof codeName>[0],
  statement: Sql,
): KnownCodes {
  const rows = tables.lookup<{ code: string }>(`codes ${kind}`, statement, ({ code }) => code);
  return { name: codeName(kind), all: () => rows.keys() };
}

/** Codes that were found in the tables of a subgraph, by kind, as long as its process lives. */
const found = new WeakMap<StoreTools['tables'], Map<string, ReadonlySet<string>>>();

/**
 * Codes of a table that mutations and projectors change: read once per request, when a filter has one that no request has
 * found before. Reading them takes up to 20 ms, and codes are not given up.
 */
export function storedCodes(
  { reader, tables }: StoreTools,
  kind: Parameters<typeof codeName>[0],
  statement: Sql,
): KnownCodes {
  let codes: Promise<string[]> | undefined;
  const ofTables = found.get(tables) ?? new Map<string, ReadonlySet<string>>();
  found.set(tables, ofTables);
  return {
    name: codeName(kind),
    wasFound: (code) => ofTables.get(kind)?.has(code) ?? false,
    all: () =>
      (codes ??= reader
        .named(`codes ${kind}`)
        .rows<{ code: string }>(
          sql`SELECT code FROM (${statement}) AS known WHERE code IS NOT NULL ORDER BY code`,
        )
        .then((rows) => {
          const all = rows.map(({ code }) => code);
          ofTables.set(kind, new Set(all));
          return all;
        })),
  };
}

/** Codes of themes, in the snapshot of the tree. */
export const knownThemes = (tools: StoreTools): KnownCodes =>
  loadedCodes(tools, 'THEME', sql`SELECT code FROM theme_tree`);
