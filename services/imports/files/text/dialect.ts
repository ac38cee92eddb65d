import { parse } from 'csv-parse/sync';
import { widthOf } from '../header.js';

/** How a text is divided into cells. */
export interface Dialect {
  /** Null: one column, a line is a cell. */
  readonly delimiter: string | null;
  /** Null: quotation marks are text. */
  readonly quote: string | null;
  /** What stands before a quotation mark inside a cell: the mark itself, or a backslash. */
  readonly escape: string | null;
  /** Whether the first line states the separator, as spreadsheets write it: `sep=;`. */
  readonly hasStatement: boolean;
}

type Cut = Omit<Dialect, 'hasStatement'>;
type Quoting = Pick<Dialect, 'quote' | 'escape'>;

const DELIMITERS = [';', ',', '\t', '|'];
const QUOTINGS: readonly Quoting[] = [
  { quote: '"', escape: '"' },
  { quote: '"', escape: '\\' },
  { quote: "'", escape: "'" },
  { quote: null, escape: null },
];
const SAMPLE_LINES = 200;

/** Rows of a sample; `broken` counts those that the dialect cannot read. */
function tryDialect(sample: string, { delimiter, quote, escape }: Cut) {
  const rows: string[][] = [];
  let broken = 0;
  let isOpen = false;
  try {
    parse(sample, {
      delimiter: delimiter!,
      quote: quote ?? false,
      escape: escape ?? null,
      relax_column_count: true,
      skip_empty_lines: true,
      skip_records_with_error: true,
      on_skip: () => void (broken += 1),
      on_record: (record: string[]) => {
        rows.push(record);
        return null;
      },
    });
  } catch {
    // A quotation mark that never closes, at the end of the sample or because the dialect is another.
    isOpen = true;
  }
  return { rows, broken, isOpen };
}

const isQuoted = (cell: string, quote: string) =>
  cell.length > 1 && cell.startsWith(quote) && cell.endsWith(quote);
/** Whether a cell begins or ends with a mark: it was probably quoted in another way. */
const keepsMark = (cell: string) => /^["']|["']$/.test(cell);

/** How well a dialect fits: the share of rows that are as wide as most, and how wide they are. */
function scoreOf(sample: string, dialect: Cut): number {
  const { rows, broken, isOpen } = tryDialect(sample, dialect);
  if (rows.length === 0) return 0;
  const widths = rows.map((row) => row.length);
  const counts = new Map<number, number>();
  for (const width of widths) counts.set(width, (counts.get(width) ?? 0) + 1);
  const [width, count] = [...counts].sort((one, other) => other[1] - one[1] || other[0] - one[0])[0]!;
  // Most rows have several cells, or the file is one column whose texts contain the separator.
  if (width < 2 || widths.filter((one) => one > 1).length <= rows.length * 0.6) return 0;
  const cells = rows.flat().filter((cell) => cell !== '');
  const kept = cells.filter(keepsMark).length;
  const even = count / (rows.length + broken * 3);
  const filled = Math.min(1, Math.max(...rows.map(widthOf)) / width);
  return (
    even *
    (1 - kept / (cells.length + 1)) *
    filled *
    (isOpen ? 0.5 : 1) *
    // Wider is better, little by little: commas inside the cells of a file with semicolons make uneven rows.
    (1 + Math.log10(width) / 10)
  );
}

/** Delimiter that the first line states as spreadsheets do: `sep=;`. */
export const statedDelimiter = (text: string): string | null =>
  /^sep=(.)\r?\n/i.exec(text.slice(0, 8))?.[1] ?? null;

/**
 * Finds the separator and the quoting of a text by trying all of them on its first lines.
 * @param text beginning of the text; a line cut at its end is left out
 * @param given separator, when it is known
 */
export function detectDialect(text: string, isWhole: boolean, given?: string): Dialect {
  const lines = text.split(/\r\n|\n|\r/);
  const hasStatement = statedDelimiter(text) !== null;
  const stated = given ?? statedDelimiter(text);
  if (hasStatement) lines.shift();
  if (!isWhole && lines.length > 1) lines.pop();
  const sample = lines.slice(0, SAMPLE_LINES).join('\n');
  return { ...bestCut(sample, stated), hasStatement };
}

function bestCut(sample: string, stated: string | null): Cut {
  let best: Cut | null = null;
  let bestScore = 0;
  for (const delimiter of stated === null ? DELIMITERS : [stated])
    for (const quoting of QUOTINGS) {
      if (quoting.quote !== null && !sample.includes(quoting.quote)) continue;
      const score = scoreOf(sample, { delimiter, ...quoting });
      if (score > bestScore) [best, bestScore] = [{ delimiter, ...quoting }, score];
    }
  if (best === null && stated === null) return { delimiter: null, ...quotingOfColumn(sample.split('\n')) };
  best ??= { delimiter: stated, ...QUOTINGS[0]! };
  // Quotation marks that occur nowhere in the sample may occur later.
  return sample.includes('"') ? best : { ...best, ...(best.quote === null ? QUOTINGS[0]! : {}) };
}

/** Quoting of a single column. */
function quotingOfColumn(lines: readonly string[]): Quoting {
  const filled = lines.filter((line) => line.trim() !== '');
  return filled.length > 0 && filled.every((line) => isQuoted(line.trim(), '"'))
    ? QUOTINGS[0]!
    : QUOTINGS[3]!;
}
