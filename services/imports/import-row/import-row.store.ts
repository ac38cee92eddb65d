import type { StoreTools } from '#kernel/context';
import { anyKey, byKey, columnsOf, sql, type Sql } from '#kernel/database';
import { ListReader, choiceCondition, parentOf, type ListDefinition, type ListParent } from '#kernel/lists';
import type { ImportRowFilter, ImportRowOrderField, ImportRowsArgs } from '../import/import.input.js';
import { visibleTo } from '../import/import.store.js';
import { ImportRowEntity } from './import-row.entity.js';

export const rowColumns = columnsOf(ImportRowEntity, 'r');

const rows: ListDefinition<`${ImportRowOrderField}`> = {
  name: 'ImportRow',
  select: rowColumns,
  from: sql`import_row r`,
  id: sql`r.id`,
  orders: { PLACE: { by: sql`r.number`, type: 'int' } },
  defaultOrder: [{ field: 'PLACE', direction: 'ASC' }],
};

function conditionsOf(filter: ImportRowFilter): Sql[] {
  const conditions = choiceCondition(sql`r.fate`, filter.fate);
  if (filter.isDecided !== undefined) conditions.push(sql`(r.decision IS NOT NULL) = ${filter.isDecided}`);
  return conditions;
}

export const rowsOfImport = parentOf({ name: 'Import', key: sql`r.import_id`, type: 'uuid' });

/** Store of rows of imports that the actor may see. */
export function importRowStore({ actor, reader, cursors }: StoreTools) {
  const list = new ListReader<ImportRowEntity, `${ImportRowOrderField}`>(rows, reader, cursors);
  return {
    byId: byKey<string, ImportRowEntity>(
      (ids) =>
        reader
          .named('ImportRow.byId')
          .rows(
            sql`SELECT ${rowColumns} FROM import_row r JOIN file_import i ON i.id = r.import_id WHERE r.id = ${anyKey(ids, 'uuid')} AND ${visibleTo(actor)}`,
          ),
      (row) => row.id,
    ),
    /** Rows of an import; load the import first, which checks visibility. */
    page: (args: ImportRowsArgs, parent: ListParent) => list.pageOf(args, conditionsOf, parent),
  };
}
