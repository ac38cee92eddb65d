import type { ImportGraph } from './graph.js';

/** Fields that tell candidates of a type apart, and the subgraph that owns them. */
const TYPES = {
  Authority: { subgraph: 'authorities', fields: 'name kind department { code }' },
  ForeignAuthority: { subgraph: 'authorities', fields: 'name kind country { code }' },
  Partnership: { subgraph: 'cooperations', fields: 'kind startYear titleFr: title(lang: FR)' },
} as const;
export type CandidateType = keyof typeof TYPES;

interface Entity {
  id: string;
  name?: string | null;
  kind?: string | null;
  department?: { code: string } | null;
  country?: { code: string } | null;
  startYear?: number | null;
  titleFr?: string | null;
}

function labelOf({ name, kind, department, country, startYear, titleFr }: Entity): string {
  const details = [kind, department?.code, country?.code, startYear].filter((part) => part != null);
  return `${name ?? titleFr ?? 'partnership'} (${details.join(', ')})`;
}

/** Names candidates in words. @returns the label of an id; an id that leads nowhere is its own */
export async function labelsOf(
  graph: ImportGraph,
  ids: Readonly<Record<CandidateType, readonly string[]>>,
): Promise<(id: string) => string> {
  const labels = new Map<string, string>();
  for (const type of Object.keys(TYPES) as CandidateType[]) {
    const { subgraph, fields } = TYPES[type];
    const operation = `query ($of: [_Any!]!) { _entities(representations: $of) { ... on ${type} { id ${fields} } } }`;
    const wanted = [...new Set(ids[type])].map((id) => ({ __typename: type, id }));
    for (let from = 0; from < wanted.length; from += 100) {
      const { _entities } = await graph.ask<{ _entities: (Entity | null)[] }>(subgraph, operation, {
        of: wanted.slice(from, from + 100),
      });
      for (const entity of _entities) if (entity) labels.set(entity.id, labelOf(entity));
    }
  }
  return (id) => labels.get(id) ?? id;
}
