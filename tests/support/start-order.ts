import type { Subgraph } from '#kernel/subgraph';

/** Subgraphs in the order in which they find those whose feeds they follow: search last, which follows all. */
export const startOrder = (subgraphs: readonly Subgraph[]): Subgraph[][] => [
  subgraphs.filter(({ projection }) => !projection),
  subgraphs.filter(({ projection, readModel }) => projection && !readModel),
  subgraphs.filter(({ readModel }) => readModel),
];
