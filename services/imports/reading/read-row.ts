import { foldText } from '#kernel/values';
import type {
  CellProblem,
  ForeignAuthorityText,
  FrenchAuthorityText,
  ImportRow,
  MappedRow,
  RecordPlace,
} from '../mapping/import-row.js';
import { dateOf, frenchOf, kindOf, numberOf, statusOf } from './cell-readers.js';
import { TWINNINGS, type Field, type Layout } from './layouts.js';
import type { Lookups } from './lookups.js';
import { cellProblem, cellReason } from './reading.messages.js';

type Cells = Readonly<Record<string, string>>;

/** Reads the cells of one record. */
class CellReader {
  readonly problems: CellProblem[] = [];

  constructor(
    private readonly cells: Cells,
    private readonly columns: Layout['columns'],
    private readonly constants: Layout['constants'],
  ) {}

  text(field: Field): string | undefined {
    const column = this.columns[field];
    const text = (column === undefined ? undefined : this.cells[column])?.trim();
    return text === undefined || text === '' ? this.constants[field] : text;
  }

  say(field: Field, fatal: boolean, reason: ReturnType<typeof cellReason>): undefined {
    this.problems.push(cellProblem(this.columns[field] ?? field, this.text(field) ?? '', fatal, reason));
  }

  /** Value of a field; one that cannot be read is a remark, and missing. */
  read<Value>(
    field: Field,
    read: (text: string) => Value | undefined,
    reason: () => ReturnType<typeof cellReason>,
  ): Value | null {
    const text = this.text(field);
    if (text === undefined) return null;
    return read(text) ?? this.say(field, false, reason()) ?? null;
  }

  date = (field: Field) => this.read(field, dateOf, () => cellReason('DATE_UNREADABLE'));
  number = (field: Field) => this.read(field, numberOf, () => cellReason('NUMBER_UNREADABLE'));
}

function frenchPartner(reader: CellReader): FrenchAuthorityText | undefined {
  const text = reader.text('french');
  const french: FrenchAuthorityText = {
    ...(text === undefined ? {} : frenchOf(text)),
    ...given('siren', reader.text('siren')?.replaceAll(/\s/g, '')),
    ...given('inseeCode', reader.text('inseeCode')),
    ...given('postalCode', reader.text('postalCode')),
    ...given('department', reader.text('department')),
  };
  if (Object.keys(french).length) return french;
  return reader.say('french', true, cellReason('VALUE_MISSING'));
}

const given = (key: string, value: string | undefined) => (value === undefined ? {} : { [key]: value });

function foreignPartner(reader: CellReader, { countries }: Lookups): ForeignAuthorityText | undefined {
  const name = reader.text('foreign');
  const countryText = reader.text('country');
  if (name === undefined) return reader.say('foreign', true, cellReason('VALUE_MISSING'));
  const country = countryText === undefined ? undefined : countries.get(foldText(countryText));
  if (country === undefined) return reader.say('country', true, cellReason('COUNTRY_UNKNOWN'));
  if (country === 'FR') return reader.say('country', true, cellReason('NOT_FRENCH'));
  const [latitude, longitude] = [reader.number('latitude'), reader.number('longitude')];
  const item = reader.text('item')?.replace(/^.*\//, '');
  return {
    name,
    country,
    ...(latitude === null || longitude === null ? {} : { latitude, longitude }),
    ...(item !== undefined && /^Q\d+$/.test(item) ? { wikidataId: item } : {}),
  };
}

/** Columns of the record: a row of twinnings has its French side first or second. */
function columnsOf(layout: Layout, cells: Cells): Layout['columns'] {
  if (layout.name !== TWINNINGS.name) return layout.columns;
  const isFrench = TWINNINGS.french.map((column) => /^(fr|france)$/i.test(cells[column]?.trim() ?? ''));
  return isFrench[0] || !isFrench[1] ? TWINNINGS.sides[0] : TWINNINGS.sides[1];
}

/** Reads one record by a layout; what is wrong refuses it, or is a remark. */
export function readRow(
  layout: Layout,
  { place, cells }: { place: RecordPlace; cells: Cells },
  lookups: Lookups,
): MappedRow {
  const reader = new CellReader(cells, columnsOf(layout, cells), layout.constants);
  const french = frenchPartner(reader);
  const foreign = foreignPartner(reader, lookups);
  const amount = reader.number('amount');
  const currency = reader.text('currency')?.toUpperCase() ?? (amount === null ? undefined : 'EUR');
  const url = reader.text('documentUrl');
  const content: Omit<ImportRow, 'french' | 'foreign'> = {
    place,
    externalId: reader.text('key')?.slice(0, 200) ?? null,
    kind:
      reader.read('kind', kindOf, () =>
        cellReason('WORD_UNKNOWN', undefined, { words: 'Jumelage, Partenariat' }),
      ) ?? (layout.name === TWINNINGS.name ? 'TWINNING' : null),
    titleFr: reader.text('titleFr')?.slice(0, 200) ?? null,
    titleEn: reader.text('titleEn')?.slice(0, 200) ?? null,
    themes: [],
    dacSectorCode: null,
    start: reader.date('start'),
    signedOn: reader.date('signedOn'),
    end: reader.date('end'),
    status: reader.read('status', statusOf, () =>
      cellReason('WORD_UNKNOWN', undefined, { words: 'Actif, Terminé' }),
    ),
    amounts:
      amount === null
        ? []
        : [{ amount, currency: currency!, year: null, funder: reader.text('funder') ?? null }],
    documents: url !== undefined && /^https?:\/\//.test(url) ? [{ title: null, url }] : [],
    asOf: reader.date('asOf'),
    note: reader.text('note')?.slice(0, 1_000) ?? null,
  };
  const row = french && foreign ? { ...content, french: [french], foreign: [foreign] } : null;
  return { row, problems: reader.problems, cells };
}
