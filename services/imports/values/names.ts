/** Name of a French authority, and what is glued to it. */
export interface FrenchNameReading {
  readonly name: string;
  readonly postalCode?: string;
  /** Code or name of the département. */
  readonly department?: string;
}

const oneLine = (text: string) => text.replaceAll(/\s+/gu, ' ').trim();
const withoutCedex = (text: string) => oneLine(text.replaceAll(/\bCEDEX\b(\s*\d{1,2}\b)?/gi, ' '));

/** Reads `ST ETIENNE42007`, `SAINT ETIENNE 42007 CEDEX 1`, `42000 Saint-Étienne`, `Saint-Étienne (42)`, `Saint-Étienne (Loire)`. */
export function readFrenchName(text: string): FrenchNameReading {
  const bare = withoutCedex(text);
  const glued = /^(.*\p{L}.*?)\s*[-,(]?\s*(\d{5})\)?$/u.exec(bare) ?? null;
  if (glued) return { name: oneLine(glued[1]!).replace(/[\s,(-]+$/, ''), postalCode: glued[2]! };
  const before = /^(\d{5})\s*[-,]?\s*(\p{L}.*)$/u.exec(bare);
  if (before) return { name: before[2]!, postalCode: before[1]! };
  const bracket = /^(.+?)\s*\((\d{2,3}|2[ABab]|[\p{L}' ’-]+)\)$/u.exec(bare);
  if (bracket) return { name: bracket[1]!, department: bracket[2]! };
  return { name: bare };
}

/** Name of a place abroad, and what is glued to it. */
export interface ForeignNameReading {
  readonly name: string;
  readonly year?: string;
  readonly subdivision?: string;
  readonly countryText?: string;
}

/** Reads `KREMENTCHOUK 2023POTLAVA`: a year and a part of the country that are glued; either may be missing. */
export function readPlaceYearProvince(text: string): ForeignNameReading {
  const bare = oneLine(text);
  const parts = /^(.*\p{L}.*?)\s*\b((?:1[89]|20)\d{2})\s*(\P{N}*)$/u.exec(bare);
  if (!parts) return { name: bare };
  const subdivision = oneLine(parts[3]!);
  return { name: oneLine(parts[1]!), year: parts[2]!, ...(subdivision ? { subdivision } : {}) };
}

/**
 * Reads `NAME (COUNTRY) - YEAR`; what else is in the place of the year belongs to the country: `IRLANDE`, `(DU NORD) 1990`.
 * @returns null for a text without a country in brackets
 */
export function readPlaceCountryYear(
  text: string,
): (Required<Pick<ForeignNameReading, 'name' | 'countryText'>> & { readonly year?: string }) | null {
  const parts = /^(.*\S)\s*\(([^()]+)\)\s*(?:[-–—]\s*(.*))?$/u.exec(oneLine(text));
  if (!parts) {
    const inside = /^(.*\S)\s*\(([^()]+)\)\s*[-–—]\s*(.*)$/u.exec(
      oneLine(text).replace(/\s*\(([^()]*)\)\s*(\d{4})?\s*$/, ' $1 $2'),
    );
    return inside ? placeOf(inside[1]!, inside[2]!, inside[3]!) : null;
  }
  // "BELFAST (IRLANDE) - (NORD) 1990" ends in a bracket of its own.
  const outer = /^(.*\S)\s*\(([^()]+)\)\s*[-–—]\s*(.*\(.*)$/u.exec(oneLine(text));
  return outer ? placeOf(outer[1]!, outer[2]!, outer[3]!) : placeOf(parts[1]!, parts[2]!, parts[3] ?? '');
}

function placeOf(name: string, country: string, rest: string) {
  const year = /\b(?:1[89]|20)\d{2}\b/.exec(rest)?.[0];
  const more = oneLine(rest.replace(year ?? '', '').replaceAll(/[()-]/g, ' '));
  const countryText = more && /\p{L}/u.test(more) ? `${oneLine(country)} (${more})` : oneLine(country);
  return { name: oneLine(name), countryText, ...(year ? { year } : {}) };
}
