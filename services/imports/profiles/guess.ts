import { foldText } from '#kernel/values';
import type { DetectedTable } from '../files/index.js';
import type { CellSpec, ImportMap, Lookups } from '../mapping/index.js';
import { FIELDS, type Field } from './guess-fields.js';

/** What was guessed of a column. */
export interface Guess {
  /** Field of the map, such as `foreign.country`. */
  readonly field: string;
  readonly column: string;
  /** SURE: header and values agree; LIKELY: the header says so; WEAK: only part of it does. */
  readonly certainty: 'SURE' | 'LIKELY' | 'WEAK';
}

export interface GuessedMap {
  /** Null when the partners were not found: people must say where they are. */
  readonly map: ImportMap | null;
  readonly guesses: readonly Guess[];
  /** Columns that nothing was guessed of. */
  readonly ignored: readonly string[];
}

const CERTAINTIES = ['SURE', 'LIKELY', 'WEAK'] as const;

/** How surely a column is a field; null when it is not. */
function certaintyOf(
  { whole, hint, isValue }: Field,
  header: string,
  values: readonly string[],
  lookups: Lookups,
): Guess['certainty'] | null {
  const key = foldText(header);
  const isWhole = whole.test(key);
  if (!isWhole && !hint.test(key)) return null;
  const filled = values.filter((value) => value.trim() !== '');
  if (!isValue || filled.length === 0) return isWhole ? 'LIKELY' : 'WEAK';
  const fitting = filled.filter((value) => isValue(value.trim(), lookups)).length / filled.length;
  // Values that do not fit disprove the header.
  if (fitting < 0.5) return null;
  return isWhole && fitting >= 0.8 ? 'SURE' : 'LIKELY';
}

/** Guesses which column is which field, from words of headers in French and English and from the first values. */
export function guessMap(table: DetectedTable, lookups: Lookups): GuessedMap {
  const guesses: Guess[] = [];
  const free = new Map(
    table.headers.map((header, index) => [header, table.sample.map((row) => row[index] ?? '')]),
  );
  // Whole headers choose first, so that a hint takes no column from the field that it is.
  for (const certainty of CERTAINTIES)
    for (const field of FIELDS) {
      if (guesses.some((guess) => guess.field === field.name)) continue;
      const column = [...free].find(
        ([header, values]) => certaintyOf(field, header, values, lookups) === certainty,
      )?.[0];
      if (column === undefined) continue;
      guesses.push({ field: field.name, column, certainty });
      free.delete(column);
    }
  return { map: mapOf(table, guesses), guesses, ignored: [...free.keys()] };
}

function mapOf({ sheet, headerRow }: DetectedTable, guesses: readonly Guess[]): ImportMap | null {
  const cell = (field: string): CellSpec | undefined =>
    guesses.find((guess) => guess.field === field)?.column;
  const partOf = <Part extends object>(part: string, names: readonly string[]): Part =>
    Object.fromEntries(
      names.flatMap((name) =>
        cell(`${part}.${name}`) === undefined ? [] : [[name, cell(`${part}.${name}`)]],
      ),
    ) as Part;
  const french = partOf<NonNullable<ImportMap['row']['french']>[number]>('french', [
    'name',
    'siren',
    'inseeCode',
    'postalCode',
    'department',
  ]);
  const foreign = partOf<NonNullable<ImportMap['row']['foreign']>[number]>('foreign', ['name', 'country']);
  const isFrench = french.name !== undefined || french.siren !== undefined || french.inseeCode !== undefined;
  if (!isFrench || foreign.name === undefined || foreign.country === undefined) return null;
  const plain = Object.fromEntries(
    [
      'externalId',
      'kind',
      'status',
      'signedOn',
      'start',
      'end',
      'dacSectorCode',
      'titleFr',
      'titleEn',
      'asOf',
      'note',
    ].flatMap((name) => (cell(name) === undefined ? [] : [[name, cell(name)]])),
  ) as Partial<ImportMap['row']>;
  const [themes, amount, currency, url] = [
    cell('themes'),
    cell('amount'),
    cell('currency'),
    cell('documents'),
  ];
  return {
    name: 'guess',
    file: {
      ...(sheet === null ? {} : { sheet }),
      ...(headerRow === null ? { headerRow: false as const } : { headerRow }),
    },
    row: {
      ...plain,
      french: [french],
      foreign: [foreign],
      serials: '1900',
      ...(themes === undefined
        ? {}
        : { themes: [{ from: { column: themes as string, separator: ';,' }, by: 'label' as const }] }),
      // An amount without its currency says nothing; euros where the header says so.
      ...(amount === undefined ? {} : currencyOf(amount as string, currency)),
      ...(url === undefined ? {} : { documents: [{ url }] }),
    },
  };
}

function currencyOf(amount: string, currency: CellSpec | undefined): Pick<ImportMap['row'], 'amounts'> {
  if (currency !== undefined) return { amounts: [{ amount, currency }] };
  return /€|\beur(os?)?\b/i.test(amount) ? { amounts: [{ amount, currency: { value: 'EUR' } }] } : {};
}
