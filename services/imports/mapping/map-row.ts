import { foldText } from '#kernel/values';
import type { FileRecord } from '../files/index.js';
import type { ImportMap } from './import-map.js';
import type { ImportRow, MappedRow } from './import-row.js';
import type { Lookups } from './lookups.js';
import { allAmountsOf, datesOf, documentsOf, kindOf, sectorOf, statusOf, themesOf } from './map-facts.js';
import { partnersOf } from './map-partners.js';
import { RowCells } from './row-cells.js';

const oneLine = (text: string) => text.replaceAll(/\s+/gu, ' ').trim();

/** Notes why the map leaves a record out; true when it does. */
function isLeftOut(cells: RowCells, map: ImportMap): boolean {
  for (const { column, is } of map.where ?? []) {
    const values = [column].flat().map((name) => cells.value({ column: name }));
    const wanted = is.map(foldText);
    if (values.some((value) => value && wanted.includes(foldText(value.text)))) continue;
    const shown = values.find((value) => value !== null) ?? {
      column: cells.column(column) ?? [column].flat()[0]!,
      text: '',
    };
    cells.remark(shown, 'NOT_CONCERNED', { values: is.join(', ') });
    return true;
  }
  return false;
}

function externalIdOf(cells: RowCells, row: ImportMap['row']): string | null {
  const spec = row.externalId;
  if (spec === undefined || typeof spec === 'string' || !('columns' in spec))
    return cells.value(spec)?.text ?? null;
  const parts = spec.columns.map((column) => cells.value({ column })?.text);
  if (parts.some((part) => part === undefined)) return null;
  // The key of a tie that a source states from both sides is the same from both.
  const texts = parts.map((part) => part!.replace(/^https?:\/\/.*\//, ''));
  return (spec.sorted ? texts.sort() : texts).join('|');
}

/**
 * Reads a record by a map. The row is null when a problem is fatal, and when the map leaves the record out (`NOT_CONCERNED`,
 * which is not fatal). All problems of the record are noted, not only the first.
 */
export function mapRow(map: ImportMap, record: FileRecord, lookups: Lookups): MappedRow {
  const cells = new RowCells(record.cells);
  const { row } = map;
  if (isLeftOut(cells, map)) return { row: null, problems: cells.problems, cells: record.cells };
  if (record.surplus > 0) cells.refuse(null, 'ROW_SHIFTED', { count: record.surplus });
  for (const column of record.repaired)
    cells.remark({ column, text: record.cells[column]! }, 'TEXT_REPAIRED', {
      right: oneLine(record.cells[column]!).slice(0, 100),
    });
  const occurrences = cells.value(row.occurrences);
  const externalId = externalIdOf(cells, row);
  if (occurrences && Number(occurrences.text) > 1)
    cells.refuse({ column: occurrences.column, text: externalId ?? '' }, 'IDENTIFIER_REPEATED', {
      count: occurrences.text,
    });
  const { french, foreign, glued } = partnersOf(cells, row, lookups);
  const text = (spec: Parameters<RowCells['value']>[0]) => {
    const value = cells.value(spec);
    return value ? oneLine(value.text) : null;
  };
  const read: ImportRow = {
    place: record.place,
    externalId,
    french,
    foreign,
    kind: kindOf(cells, cells.value(row.kind)),
    titleFr: text(row.titleFr),
    titleEn: text(row.titleEn),
    themes: themesOf(cells, row, lookups),
    dacSectorCode: sectorOf(cells, row, lookups),
    ...datesOf(cells, row, glued),
    status: statusOf(cells, cells.value(row.status)),
    amounts: allAmountsOf(
      cells,
      row,
      foreign.map(({ country }) => country),
    ),
    documents: documentsOf(cells, row),
    note: text(row.note),
  };
  const isRefused = cells.problems.some(({ fatal }) => fatal);
  return { row: isRefused ? null : read, problems: cells.problems, cells: record.cells };
}
