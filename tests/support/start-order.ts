import type { Subgraph } from '#kernel/subgraph';

/**
 * Groups of subgraphs in the order of their start: each after those whose outboxes it reads, because their ports are drawn.
 * @throws Error when subgraphs read each other
 */
export function startOrder(subgraphs: readonly Subgraph[]): Subgraph[][] {
  const groups: Subgraph[][] = [];
  const started = new Set<string>();
  while (started.size < subgraphs.length) {
    const next = subgraphs.filter(
      ({ name, projection }) =>
        !started.has(name) && (projection?.sources ?? []).every((source) => started.has(source)),
    );
    if (!next.length) throw new Error('Subgraphs read each other');
    groups.push(next);
    for (const { name } of next) started.add(name);
  }
  return groups;
}
