import { foldText, isPartialDate } from '#kernel/values';
import { dateOfSerial } from './excel-date.js';

const MONTHS: readonly (readonly string[])[] = [
  ['janvier', 'janv', 'jan', 'january'],
  ['fevrier', 'fevr', 'fev', 'february', 'feb'],
  ['mars', 'mar', 'march'],
  ['avril', 'avr', 'april', 'apr'],
  ['mai', 'may'],
  ['juin', 'june', 'jun'],
  ['juillet', 'juil', 'july', 'jul'],
  ['aout', 'august', 'aug'],
  ['septembre', 'sept', 'sep', 'september'],
  ['octobre', 'oct', 'october'],
  ['novembre', 'nov', 'november'],
  ['decembre', 'dec', 'december'],
];
const MONTH_NUMBERS = new Map(MONTHS.flatMap((names, index) => names.map((name) => [name, index + 1])));
/** Serial numbers of workbooks from 1954 to 2064: other numbers of five digits are rather codes. */
const SERIALS = { from: 20_000, to: 60_000 };

export interface DateOptions {
  /** Whether numbers of five digits are days of a workbook; with a calendar from 1904 if so. */
  readonly serials?: '1900' | '1904';
}

const dateOf = (year: string, month?: string | number, day?: string): string | null => {
  const text = [year, month, day]
    .filter((part) => part !== undefined)
    .map((part) => String(part).padStart(2, '0'))
    .join('-');
  const number = Number(year);
  return isPartialDate(text) && number >= 1000 && number <= 2200 ? text : null;
};

/**
 * Date of a text, as precise as the text: `2013`, `05/2013`, `mai 2013`, `20/05/2013` (day first), `2013-05-20`, `May 20, 2013`.
 * @returns null for any other text, and for years of two digits
 */
export function readDate(text: string, { serials }: DateOptions = {}): string | null {
  const bare = text.trim();
  const iso = /^(\d{4})(?:[-/](\d{1,2})(?:[-/](\d{1,2}))?)?(?:[T ]\d{1,2}:\d{2}.*)?$/.exec(bare);
  if (iso) return dateOf(iso[1]!, iso[2], iso[3]);
  const dayFirst = /^(?:(\d{1,2})[/.-])?(\d{1,2})[/.-](\d{4})(?: \d{1,2}[:h]\d{2}.*)?$/.exec(bare);
  if (dayFirst) return dateOf(dayFirst[3]!, dayFirst[2], dayFirst[1]);
  if (/^\d{4}[.,]0+$/.test(bare)) return dateOf(bare.slice(0, 4));
  if (/^\d{5}(\.\d+)?$/.test(bare)) {
    const serial = Number(bare);
    if (!serials || serial < SERIALS.from || serial > SERIALS.to) return null;
    return dateOfSerial(serial, serials === '1904')?.slice(0, 10) ?? null;
  }
  const words = foldText(bare).split(' ');
  const month = words.map((word) => MONTH_NUMBERS.get(word)).find((number) => number !== undefined);
  const year = words.find((word) => /^\d{4}$/.test(word));
  const day = words
    .map((word) => /^(\d{1,2})(?:er|st|nd|rd|th|eme)?$/.exec(word)?.[1])
    .find((number) => number !== undefined);
  const rest = words.filter(
    (word) =>
      !MONTH_NUMBERS.has(word) && !/^(le|the|of|en|in|\d{4}|\d{1,2}(er|st|nd|rd|th|eme)?)$/.test(word),
  );
  if (!month || !year || rest.length > 0 || words.length > 5) return null;
  return dateOf(year, month, day);
}

export interface Period {
  readonly start: string | null;
  readonly end: string | null;
}

/** Period of a text: `2013-2015`, `de mai 2013 à 2015`, `depuis 2013`, `jusqu’en 2015`, or one date, which is its start. */
export function readPeriod(text: string, options: DateOptions = {}): Period | null {
  const date = readDate(text, options);
  // "2013-05" is a month, and "2013-15" is none: the end of a period has four digits.
  if (date) return { start: date, end: null };
  const bare = text.trim().replaceAll(/[–—−]/g, '-');
  const since = /^(?:depuis|since|from|à partir de|a partir de)\s+(?:le\s+|en\s+)?(.+)$/i.exec(bare);
  if (since) return periodOf(readDate(since[1]!, options), null);
  const until = /^(?:jusqu['’](?:en|au|à)|until|avant|before)\s+(?:le\s+)?(.+)$/i.exec(bare);
  if (until) return periodOf(null, readDate(until[1]!, options));
  const range =
    /^(?:de|du|from)?\s*(.+?)\s+(?:à|a|au|to|until|-)\s+(.+)$/i.exec(bare) ??
    /^(\d{4})\s*[-/]\s*(\d{4})$/.exec(bare);
  if (!range) return null;
  const [start, end] = [readDate(range[1]!, options), readDate(range[2]!, options)];
  return start && end && start <= `${end}-99` ? { start, end } : null;
}

const periodOf = (start: string | null, end: string | null): Period | null =>
  start || end ? { start, end } : null;
