import type { Subgraph } from '#kernel/subgraph';

/**
 * Groups of subgraphs in the order of their start: each after those that it reads or calls, because their ports are drawn.
 * @throws Error when subgraphs read or call each other
 */
export function startOrder(subgraphs: readonly Subgraph[]): Subgraph[][] {
  const groups: Subgraph[][] = [];
  const started = new Set<string>();
  while (started.size < subgraphs.length) {
    const next = subgraphs.filter(
      (subgraph) => !started.has(subgraph.name) && othersOf(subgraph).every((other) => started.has(other)),
    );
    if (!next.length) throw new Error('Subgraphs read or call each other');
    groups.push(next);
    for (const { name } of next) started.add(name);
  }
  return groups;
}

/** Names of the subgraphs whose addresses a subgraph needs: those whose outboxes it reads, and those that it calls. */
export const othersOf = ({ projection, calls }: Subgraph): readonly string[] => [
  ...(projection?.sources ?? []),
  ...calls,
];
