const SPACES = /[\s\u00a0\u202f\u2009']/gu;
const MULTIPLES: Readonly<Record<string, number>> = { k: 1_000, m: 1_000_000 };

/** A number as a cell has it; `isAmbiguous`: "1,234" may be 1234 or 1.234. */
export interface NumberReading {
  readonly value: number;
  readonly isAmbiguous: boolean;
}

/**
 * Number of a text in French or English notation: `1 234,5`, `1,234.5`, `1.234.567`, `(12)`, `12,5 k€`.
 * @param decimal the decimal separator of the column, when it is known
 * @returns null for a text that is no number
 */
export function readNumber(text: string, decimal?: ',' | '.'): NumberReading | null {
  const bare = text.trim().replaceAll(SPACES, '');
  const parts =
    /^(\()?(?:[€$£]|[A-Z]{3})?([-−+]?)(\d[\d.,]*)(?:([kKmM])(?=€|eur|\)|$))?(?:€|\$|£|%|[A-Z]{3}|euros?)?(\))?$/iu.exec(
      bare,
    );
  if (!parts || (parts[1] === undefined) !== (parts[5] === undefined)) return null;
  const [, bracket, sign, digits = '', multiple] = parts;
  const separators = digits.replaceAll(/\d/g, '');
  const last = separators.at(-1);
  const isOne = separators.length === 1;
  const isGroup = last !== undefined && new RegExp(`^\\d{1,3}(\\${last}\\d{3})+$`).test(digits);
  const mark = decimal ?? (separators === '' || (isGroup && !isOne) ? undefined : last);
  const [whole = '', fraction = '', ...more] = mark === undefined ? [digits] : digits.split(mark);
  const groups = whole.split(/[.,]/);
  // Groups have three digits, all but the first one.
  const areGroups =
    groups.length === 1 || (groups[0]!.length <= 3 && groups.slice(1).every((group) => group.length === 3));
  if (more.length > 0 || /[.,]/.test(fraction) || !areGroups) return null;
  const number =
    Number(`${groups.join('')}.${fraction || '0'}`) * (MULTIPLES[multiple?.toLowerCase() ?? ''] ?? 1);
  // Spreadsheets multiply without the last digits of floating point.
  const value = Number(number.toPrecision(15)) * (bracket || /[-−]/.test(sign ?? '') ? -1 : 1);
  return { value, isAmbiguous: decimal === undefined && isOne && isGroup && !digits.startsWith('0') };
}
