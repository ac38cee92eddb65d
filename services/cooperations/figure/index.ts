import { defineEntity } from '#kernel/subgraph';
import { requireId } from '#kernel/values';
import { FigureEntity } from './figure.entity.js';
import { FigureResolver } from './figure.resolver.js';
import { Figure } from './figure.type.js';
import type { Stores } from '../stores.js';

export const figure = defineEntity<Stores>({
  types: [Figure],
  resolvers: [FigureResolver],
  tables: [FigureEntity],
  resolveReference: {
    Figure: ({ id }, { figures }) => figures.byId.load(requireId('Figure', String(id))),
  },
});
