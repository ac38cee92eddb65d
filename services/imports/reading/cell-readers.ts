import { foldText, isPartialDate } from '#kernel/values';
import type { FrenchAuthorityText, ImportedStatus, PartnershipKindCode } from '../mapping/import-row.js';

const two = (text: string) => text.padStart(2, '0');
/** Day 0 of the serial dates of spreadsheets, which count a 29 February 1900. */
const SERIAL_START = Date.UTC(1899, 11, 30);

/** A date as precise as the cell: ISO 8601, day first, a year, or the serial number of a spreadsheet; undefined for none. */
export function dateOf(text: string): string | undefined {
  const cell = text.trim().replace(/[T ]00:00.*$/, '');
  if (isPartialDate(cell)) return cell;
  const dayFirst = /^(\d{1,2})[./-](\d{1,2})[./-](\d{4})$/.exec(cell);
  const monthFirst = /^(\d{1,2})[./-](\d{4})$/.exec(cell);
  const serial = /^\d{5}(\.0+)?$/.test(cell) ? Number(cell) : undefined;
  const date = dayFirst
    ? `${dayFirst[3]}-${two(dayFirst[2]!)}-${two(dayFirst[1]!)}`
    : monthFirst
      ? `${monthFirst[2]}-${two(monthFirst[1]!)}`
      : serial !== undefined
        ? new Date(SERIAL_START + serial * 86_400_000).toISOString().slice(0, 10)
        : cell.replace(/\.0+$/, '');
  return isPartialDate(date) ? date : undefined;
}

/** A number with a decimal comma or point, and spaces between thousands; undefined for none. */
export function numberOf(text: string): number | undefined {
  const cell = text.replaceAll(/[\s\u00a0\u202f']/g, '').replace(/(?:€|eur)$/i, '');
  const plain = /^-?\d{1,3}(?:,\d{3})+(?:\.\d+)?$/.test(cell)
    ? cell.replaceAll(',', '')
    : cell.replace(',', '.');
  return /^-?\d+(?:\.\d+)?$/.test(plain) ? Number(plain) : undefined;
}

/** First words of a cell, folded, and what they mean. */
type Words<Code extends string> = readonly (readonly [words: RegExp, code: Code])[];
const KINDS: Words<PartnershipKindCode> = [
  [/^jumel|^twin|^sister/, 'TWINNING'],
  [/amitie|^friend/, 'FRIENDSHIP'],
  [/^projet|^project/, 'PROJECT'],
  [/^contact/, 'CONTACT'],
  [/cooperation|^partenari|^partner|^convention|^accord/, 'COOPERATION'],
];
const STATUSES: Words<ImportedStatus> = [
  [/^actif|^en cours|^active|^ongoing/, 'ONGOING'],
  [/^expire|^termine|^clos|^ended|^closed/, 'ENDED'],
  [/^suspend/, 'SUSPENDED'],
  [/negociation|negotiation|^en projet/, 'UNDER_NEGOTIATION'],
  [/^inconnu|^unknown/, 'UNKNOWN'],
];
const codeOf =
  <Code extends string>(words: Words<Code>) =>
  (text: string): Code | undefined => {
    const folded = foldText(text);
    return (
      words.find(([, code]) => code === text.trim().toUpperCase())?.[1] ??
      words.find(([pattern]) => pattern.test(folded))?.[1]
    );
  };
export const kindOf = codeOf(KINDS);
export const statusOf = codeOf(STATUSES);

/** A French name, with the postal code that is glued to it, or the département in brackets: `ST ETIENNE42007`, `Saint-Denis (93)`. */
export function frenchOf(text: string): FrenchAuthorityText | undefined {
  const cell = text.trim();
  const after = /^(.*?\p{L}[^\d]*?)\s*(\d{5})$/u.exec(cell);
  if (after) return { name: after[1]!.trim(), postalCode: after[2]! };
  const before = /^(\d{5})\s+(\p{L}.*)$/u.exec(cell);
  if (before) return { name: before[2]!.trim(), postalCode: before[1]! };
  const placed = /^(.+?)\s*\((\d[\dAB]\d?|[^()]+)\)$/u.exec(cell);
  if (placed) return { name: placed[1]!.trim(), department: placed[2]!.trim() };
  return /[\p{L}\d]/u.test(cell) ? { name: cell } : undefined;
}
