import { foldText } from '#kernel/values';

/** What reading a row needs to know of the graph; pure functions that the caller makes from its rows. */
export interface Lookups {
  /** ISO 3166-1 alpha-2 of a country by any of its names. */
  readonly country: (text: string) => string | null;
  /** Codes of themes of a label, code or word. */
  readonly themes: (text: string) => readonly string[];
  /** Codes of themes of a purpose code of the DAC. */
  readonly themesOfSector: (code: string) => readonly string[];
  readonly isSector: (code: string) => boolean;
}

export interface ThemeNames {
  readonly code: string;
  readonly nameFr: string;
  readonly nameEn: string;
  readonly dacCodes?: readonly string[];
  /** Other words that sources use for it. */
  readonly words?: readonly string[];
}

/** Lookups of themes and sectors: a label of one theme finds it, whatever its case, accents and signs. */
export function themeLookups(
  themes: readonly ThemeNames[],
  sectors: readonly { readonly code: string }[],
): Pick<Lookups, 'themes' | 'themesOfSector' | 'isSector'> {
  const byName = new Map<string, Set<string>>();
  const bySector = new Map<string, string[]>();
  for (const { code, nameFr, nameEn, dacCodes = [], words = [] } of themes) {
    for (const name of [code, nameFr, nameEn, ...words]) {
      const key = keyOf(name);
      byName.set(key, (byName.get(key) ?? new Set()).add(code));
    }
    for (const sector of dacCodes) bySector.set(sector, [...(bySector.get(sector) ?? []), code]);
  }
  const codes = new Set(sectors.map(({ code }) => code));
  return {
    themes: (text) => [...(byName.get(keyOf(text)) ?? [])],
    themesOfSector: (code) => bySector.get(code) ?? [],
    isSector: (code) => codes.has(code),
  };
}

/** "Eau & Assainissement" and "Eau et assainissement" are the same label. */
const keyOf = (text: string) =>
  foldText(text.replaceAll('&', ' et '))
    .replaceAll(/\b(et|and|de|du|des|la|le|les|l|d)\b/g, '')
    .replaceAll(/ +/g, ' ')
    .trim();
