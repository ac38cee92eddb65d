import type { StoreTools } from '#kernel/context';
import { anyKey, byKey, columnsOf, sql, type Sql } from '#kernel/database';
import { ListReader, textCondition, type ListDefinition } from '#kernel/lists';
import { FigureEntity } from './figure.entity.js';
import type { FigureFilter, FigureOrderField, FiguresArgs } from './figure.input.js';

const columns = columnsOf(FigureEntity, 'f', ['searchText']);

const figures: ListDefinition<`${FigureOrderField}`> = {
  name: 'Figure',
  select: columns,
  from: sql`figure f`,
  id: sql`f.id`,
  orders: {
    NAME_FR: { by: sql`f.name_fr COLLATE "fr-FR-x-icu"`, type: 'text' },
    NAME_EN: { by: sql`f.name_en COLLATE "en-x-icu"`, type: 'text' },
  },
  defaultOrder: [{ field: 'NAME_FR', direction: 'ASC' }],
};

const conditionsOf = (filter: FigureFilter): Sql[] => textCondition(sql`f.search_text`, filter.text);

export function figureStore({ reader, cursors }: StoreTools) {
  const list = new ListReader<FigureEntity, `${FigureOrderField}`>(figures, reader, cursors);
  return {
    byId: byKey<string, FigureEntity>(
      (ids) =>
        reader
          .named('Figure.byId')
          .rows(sql`SELECT ${columns} FROM figure f WHERE f.id = ${anyKey(ids, 'uuid')}`),
      (figure) => figure.id,
    ),
    page: (args: FiguresArgs) => list.pageOf(args, conditionsOf),
  };
}
