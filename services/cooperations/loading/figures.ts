import type { Reading, TableRows } from '#kernel/database';
import { searchText } from '#kernel/lists';
import { makeId } from '#kernel/values';
import { statedFact } from '#vocabulary';
import { FigureEntity } from '../figure/figure.entity.js';
import { files } from './files.js';
import { shapes } from './shapes.js';

export function figureTable(reading: Reading): TableRows {
  const figures = reading.rows(files.figures, shapes.figure, (row) => row.key);
  return {
    entity: FigureEntity,
    key: ['id'],
    rows: figures.map((row) => ({
      ...row,
      ...statedFact(row),
      id: makeId('Figure', row.key),
      searchText: searchText([row.nameFr, row.nameEn]),
    })),
  };
}
