import type { Reading } from '#kernel/database';
import type { References, Themes } from './references.js';

/** Whether the known dates are in ascending order. */
export const isOrdered = (...dates: (string | null)[]): boolean => {
  const known = dates.filter((day) => day !== null);
  return known.every((day, index) => index === 0 || known[index - 1]! <= day);
};

/** First value that occurs twice, or undefined. */
export const repeated = (values: readonly string[]): string | undefined =>
  values.find((value, index) => values.indexOf(value) !== index);

/** Reason to reject a row for its partners, or undefined. */
export function partnersProblem(
  row: { frenchAuthorityKeys: string[]; foreignAuthorityKeys: string[]; countryCode: string },
  { french, foreign }: References,
): string | undefined {
  const unknownFrench = row.frenchAuthorityKeys.find((key) => !french.has(key));
  if (unknownFrench) return `French authority ${unknownFrench} is not known`;
  const unknownForeign = row.foreignAuthorityKeys.find((key) => !foreign.has(key));
  if (unknownForeign) return `foreign authority ${unknownForeign} is not known`;
  const inOtherCountry = row.foreignAuthorityKeys.find((key) => !key.startsWith(`${row.countryCode}:`));
  if (inOtherCountry) return `${inOtherCountry} is not in ${row.countryCode}`;
  const duplicate = repeated(row.frenchAuthorityKeys) ?? repeated(row.foreignAuthorityKeys);
  return duplicate && `${duplicate} is named twice`;
}

/** Reason to reject a row for its themes, or undefined. */
export function themesProblem(row: { themeCodes: string[] }, themes: Themes): string | undefined {
  const unknown = row.themeCodes.find((code) => !themes.has(code));
  if (unknown) return `theme ${unknown} is not known`;
  const duplicate = repeated(row.themeCodes);
  return duplicate && `theme ${duplicate} is named twice`;
}

/** Returns the rows without a problem and reports the others as rejected. */
export function accepted<Row>(
  reading: Reading,
  file: string,
  rows: readonly Row[],
  keyOf: (row: Row) => string,
  problemOf: (row: Row) => string | undefined,
): Row[] {
  return rows.filter((row) => {
    const problem = problemOf(row);
    if (problem) reading.reject(file, keyOf(row), problem);
    return !problem;
  });
}
