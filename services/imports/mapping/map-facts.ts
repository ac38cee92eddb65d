import { readCurrency, readDate, readKind, readNumber, readPeriod, readStatus } from '../values/index.js';
import type { AmountSpec, CellSpec, ImportMap } from './import-map.js';
import type { ImportRow, ImportedAmount, ImportedStatus, PartnershipKindCode } from './import-row.js';
import type { Lookups } from './lookups.js';
import { RowCells, type Value } from './row-cells.js';

type RowSpec = ImportMap['row'];

const KINDS: readonly string[] = ['TWINNING', 'COOPERATION', 'FRIENDSHIP', 'PROJECT', 'CONTACT', 'UNKNOWN'];
const STATUSES: readonly string[] = ['ONGOING', 'ENDED', 'SUSPENDED', 'UNDER_NEGOTIATION', 'UNKNOWN'];

export function kindOf(cells: RowCells, value: Value | null): PartnershipKindCode | null {
  if (!value) return null;
  if (KINDS.includes(value.text)) return value.text as PartnershipKindCode;
  return readKind(value.text) ?? cells.remark(value, 'KIND_UNKNOWN');
}

export function statusOf(cells: RowCells, value: Value | null): ImportedStatus | null {
  if (!value) return null;
  if (STATUSES.includes(value.text)) return value.text as ImportedStatus;
  return readStatus(value.text) ?? cells.remark(value, 'STATUS_UNKNOWN');
}

function dateOf(cells: RowCells, value: Value | null, serials: RowSpec['serials']): string | null {
  if (!value) return null;
  return readDate(value.text, serials ? { serials } : {}) ?? cells.refuse(value, 'DATE_INVALID');
}

/** Whether an end is before a start, as far as both are precise. */
const isReversed = (start: string, end: string) => {
  const length = Math.min(start.length, end.length);
  return end.slice(0, length) < start.slice(0, length);
};

/** Dates of a row; the year that is glued to a name begins the tie. */
export function datesOf(
  cells: RowCells,
  row: RowSpec,
  glued: Value | null,
): Pick<ImportRow, 'start' | 'signedOn' | 'end' | 'asOf'> {
  const period = cells.value(row.period);
  const reading = period ? readPeriod(period.text, row.serials ? { serials: row.serials } : {}) : null;
  if (period && !reading) cells.refuse(period, 'PERIOD_INVALID');
  const date = (spec: CellSpec | undefined) => dateOf(cells, cells.value(spec), row.serials);
  const signedOn = date(row.signedOn);
  const start = date(row.start) ?? reading?.start ?? glued?.text ?? null;
  const end = date(row.end) ?? reading?.end ?? null;
  const asOf = date(row.asOf);
  if (start && end && isReversed(start, end))
    cells.refuse(cells.value(row.end) ?? period, 'DATES_REVERSED', { start });
  return { start, signedOn, end, asOf };
}

function amountsOf(cells: RowCells, spec: AmountSpec, countries: readonly string[]): ImportedAmount[] {
  const currencies = cells.values(spec.currency);
  const years = cells.values(spec.year);
  const funders = cells.values(spec.funder);
  return cells.values(spec.amount).flatMap((value, index) => {
    if (value.text === '') return [];
    const number = readNumber(value.text, spec.decimal);
    if (!number) return cells.refuse(value, 'NUMBER_INVALID') ?? [];
    if (number.isAmbiguous) return cells.refuse(value, 'NUMBER_AMBIGUOUS') ?? [];
    // An amount of nothing says nothing.
    if (number.value === 0) return [];
    const currency = RowCells.at(currencies, index);
    const code = currency && readCurrency(currency.text, countries);
    if (!code) return cells.refuse(currency ?? value, 'CURRENCY_UNKNOWN') ?? [];
    const year = RowCells.at(years, index);
    const date = year ? dateOf(cells, year, '1900') : null;
    const amount = Number((number.value * (spec.unit ?? 1)).toPrecision(15));
    return [
      {
        amount,
        currency: code,
        year: date ? Number(date.slice(0, 4)) : null,
        funder: RowCells.at(funders, index)?.text ?? null,
      },
    ];
  });
}

export const allAmountsOf = (cells: RowCells, row: RowSpec, countries: readonly string[]): ImportedAmount[] =>
  (row.amounts ?? []).flatMap((spec) => amountsOf(cells, spec, countries));

/** Themes of all columns that name some, each once. */
export function themesOf(cells: RowCells, row: RowSpec, lookups: Lookups): string[] {
  const codes = (row.themes ?? []).flatMap(({ from, by }) =>
    cells
      .values(from)
      .filter(({ text }) => text !== '')
      .flatMap((value) => {
        const found = by === 'sector' ? lookups.themesOfSector(value.text) : lookups.themes(value.text);
        // A sector without a theme is no mistake of the file.
        if (found.length === 0 && by === 'label') cells.remark(value, 'THEME_UNKNOWN');
        return found;
      }),
  );
  return [...new Set(codes)];
}

/** First purpose code of the DAC. */
export function sectorOf(cells: RowCells, row: RowSpec, lookups: Lookups): string | null {
  const value = RowCells.at(cells.values(row.dacSectorCode).slice(0, 1), 0);
  if (!value) return null;
  return lookups.isSector(value.text) ? value.text : cells.remark(value, 'SECTOR_UNKNOWN');
}

export function documentsOf(cells: RowCells, row: RowSpec): ImportRow['documents'] {
  return (row.documents ?? []).flatMap(({ url, title }) => {
    const titles = cells.values(title);
    return cells.values(url).flatMap((value, index) => {
      if (value.text === '') return [];
      if (!/^https?:\/\//i.test(value.text) || !URL.canParse(value.text))
        return cells.remark(value, 'URL_INVALID') ?? [];
      return [{ url: value.text, title: RowCells.at(titles, index)?.text ?? null }];
    });
  });
}
