import { parse } from 'csv-parse/sync';

// The file of rows that need a decision, which the command writes and takes back.

/** A row that is ambiguous or refused, as the command shows it. */
export interface OpenRow {
  id: string;
  sheet: string | null;
  rowNumber: number | null;
  externalId: string | null;
  fate: 'AMBIGUOUS' | 'REFUSED';
  reasons: readonly string[];
  candidates: readonly { id: string; label: string }[];
  cells: readonly { column: string; value: string }[];
}

export interface Decision {
  action: 'JOIN' | 'CREATE' | 'SKIP';
  candidateIds: string[];
}

/** A line of the file that somebody has filled in. */
export interface FilledLine {
  /** Line in the file, from 1. */
  line: number;
  key: string;
  row: string;
  decision: Decision;
}

const DECISION = 'decision';
const COLUMNS = [DECISION, 'reason', 'candidates', 'key', 'row', 'candidate ids'] as const;
/** Spreadsheets of French users expect it; with the mark they read UTF-8. */
const SEPARATOR = ';';
const BYTE_ORDER_MARK = '\ufeff';

/** A cell that no spreadsheet takes for a formula. */
function cellOf(text: string): string {
  const harmless = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[";\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

const rowOf = ({ sheet, rowNumber }: Pick<OpenRow, 'sheet' | 'rowNumber'>): string =>
  [sheet, rowNumber].filter((part) => part !== null).join(' ');

/** Text of the file: a line for each row, with an empty column for the decision, and the cells of the row. */
export function decisionFile(rows: readonly OpenRow[]): string {
  const headers = [...new Set(rows.flatMap(({ cells }) => cells.map(({ column }) => column)))];
  const lines = rows.map((row) => {
    const cells = new Map(row.cells.map(({ column, value }) => [column, value]));
    return [
      '',
      row.reasons.join(' '),
      row.candidates.map(({ label }, index) => `${index + 1} = ${label}`).join('\n'),
      row.externalId ?? '',
      rowOf(row),
      row.candidates.map(({ id }) => id).join(' '),
      ...headers.map((header) => cells.get(header) ?? ''),
    ];
  });
  return (
    BYTE_ORDER_MARK +
    [[...COLUMNS, ...headers], ...lines].map((line) => line.map(cellOf).join(SEPARATOR) + '\r\n').join('')
  );
}

const WORDS: Readonly<Record<string, Decision['action']>> = {
  create: 'CREATE',
  créer: 'CREATE',
  creer: 'CREATE',
  skip: 'SKIP',
  ignorer: 'SKIP',
};

/**
 * Decision in a cell: `create`, `skip`, numbers of candidates such as `1` or `1 3`, or ids.
 * @param candidateIds in the order of their numbers
 * @returns undefined for anything else
 */
export function decisionOf(text: string, candidateIds: readonly string[]): Decision | undefined {
  const words = text
    .trim()
    .toLowerCase()
    .split(/[\s,;]+/);
  const action = words.length === 1 ? WORDS[words[0]!] : undefined;
  if (action) return { action, candidateIds: [] };
  const ids = words.map((word) =>
    /^\d{1,3}$/.test(word) ? candidateIds[Number(word) - 1] : /^[0-9a-f-]{36}$/.test(word) ? word : undefined,
  );
  return ids.includes(undefined)
    ? undefined
    : { action: 'JOIN', candidateIds: [...new Set(ids as string[])] };
}

export interface ReadDecisions {
  filled: FilledLine[];
  /** Complaints about lines that cannot be read, for people. */
  complaints: string[];
}

/** Reads a file that was filled in: with either separator, as spreadsheets save it. Lines without a decision are left out. */
export function readDecisions(content: Buffer): ReadDecisions {
  const text = content.toString('utf8').replace(BYTE_ORDER_MARK, '');
  const header = text.split(/\r?\n/, 1)[0] ?? '';
  const delimiter = [';', '\t', ','].find((candidate) => header.includes(candidate)) ?? SEPARATOR;
  const records = parse(text, {
    delimiter,
    columns: (names: string[]) =>
      names.map((name, index) => (index < COLUMNS.length ? name.trim() : `cell ${index}`)),
    relax_column_count: true,
    skip_empty_lines: true,
    info: true,
  }) as unknown as { record: Partial<Record<(typeof COLUMNS)[number], string>>; info: { lines: number } }[];
  const [first] = records;
  if (first && !(DECISION in first.record))
    return {
      filled: [],
      complaints: [`It has no column "${DECISION}": expected the file that an import wrote.`],
    };
  const complaints: string[] = [];
  const filled = records.flatMap(({ record, info }): FilledLine[] => {
    const given = record.decision?.trim() ?? '';
    if (given === '') return [];
    const candidateIds = (record['candidate ids'] ?? '').split(' ').filter(Boolean);
    const decision = decisionOf(given, candidateIds);
    if (decision)
      return [
        { line: info.lines, key: record.key?.replace(/^'/, '') ?? '', row: record.row ?? '', decision },
      ];
    complaints.push(
      `Line ${info.lines}: "${given}" is no decision. Expected create, skip, or the number of one of its ${candidateIds.length} candidates.`,
    );
    return [];
  });
  return { filled, complaints };
}
