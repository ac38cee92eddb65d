import type { Subgraph } from '#kernel/subgraph';

/** Groups of subgraphs in the order of their start: sources first, then projectors, and search last. */
export const startOrder = (subgraphs: readonly Subgraph[]): Subgraph[][] => [
  subgraphs.filter(({ projection }) => !projection),
  subgraphs.filter(({ projection, readModel }) => projection && !readModel),
  subgraphs.filter(({ readModel }) => readModel),
];
