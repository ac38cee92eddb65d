import { scopeTargets, type Actor } from '#kernel/auth';
import type { StoreTools } from '#kernel/context';
import { anyKey, byKey, columnsOf, listByKey, raw, sql, type Sql } from '#kernel/database';
import { ListReader, choiceCondition, type ListDefinition } from '#kernel/lists';
import { ImportEntity } from './import.entity.js';
import type { ImportFilter, ImportOrderField, ImportsArgs } from './import.input.js';
import type { ImportRowFate } from '../import-row/import-row-fate.js';

export const OVERSEES = 'import:oversee';
/** Columns without the layout's permissions of whoever works on it. */
export const importColumns = columnsOf(ImportEntity, 'i', ['worker']);

/** Condition: the actor may see the import `i`: its importer may, and whoever oversees imports. */
export const visibleTo = (actor: Actor): Sql =>
  scopeTargets(actor, OVERSEES) === 'ALL' ? raw('TRUE') : sql`i.actor_id = ${actor.id}`;

const visibleImports = (actor: Actor): ListDefinition<`${ImportOrderField}`> => ({
  name: 'Import',
  select: importColumns,
  from: sql`(SELECT * FROM file_import i WHERE ${visibleTo(actor)}) i`,
  id: sql`i.id`,
  orders: { CREATED_AT: { by: sql`i.created_at`, type: 'timestamptz' } },
  defaultOrder: [{ field: 'CREATED_AT', direction: 'DESC' }],
});

const conditionsOf = (filter: ImportFilter): Sql[] => choiceCondition(sql`i.state`, filter.state);

interface FateCount {
  importId: string;
  fate: ImportRowFate | null;
  count: number;
}

/** Store of the imports that the actor may see; it returns no others. */
export function importStore({ actor, reader, cursors }: StoreTools) {
  const list = new ListReader<ImportEntity, `${ImportOrderField}`>(visibleImports(actor), reader, cursors);
  return {
    byId: byKey<string, ImportEntity>(
      (ids) =>
        reader
          .named('Import.byId')
          .rows(
            sql`SELECT ${importColumns} FROM file_import i WHERE i.id = ${anyKey(ids, 'uuid')} AND ${visibleTo(actor)}`,
          ),
      (found) => found.id,
    ),
    page: (args: ImportsArgs) => list.pageOf(args, conditionsOf),
    /** Numbers of rows by fate; load the import first, which checks visibility. */
    counts: listByKey<string, FateCount>(
      (ids) =>
        reader.named('Import.counts').rows(
          sql`SELECT r.import_id AS "importId", r.fate, count(*)::int AS count FROM import_row r
            WHERE r.import_id = ${anyKey(ids, 'uuid')} GROUP BY r.import_id, r.fate ORDER BY r.import_id, count(*) DESC, r.fate`,
        ),
      ({ importId }) => importId,
    ),
  };
}
