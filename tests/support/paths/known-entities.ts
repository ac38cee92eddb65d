import { isObjectType } from 'graphql';
import { ask } from '../graph.js';
import { isGuarded, namedOf, type Shape } from './shape.js';

/** Entities that paths can begin at, by type. */
export interface KnownEntities {
  ids: Record<string, string[]>;
  /** As GraphQL literals. */
  codes: Record<string, string[]>;
}

/** Finds some entities of each type with a public list; types with known ids keep these. */
export async function findEntities(
  shape: Shape,
  graph: string,
  ids: Readonly<Record<string, string[]>>,
): Promise<KnownEntities> {
  const lists = shape.fieldsOf('Query').flatMap((field) => {
    const nodes = shape.fieldsOf(namedOf(field).name).find(({ name }) => name === 'nodes');
    const type = nodes && namedOf(nodes);
    return type && isObjectType(type) && shape.isNode(type) && !isGuarded(field)
      ? [{ field: field.name, type }]
      : [];
  });
  const query = `{ ${lists
    .map(
      ({ field, type }) => `${field}(first: 3) { nodes { id ${'code' in type.getFields() ? 'code' : ''} } }`,
    )
    .join(' ')} }`;
  const { data, errors } = await ask(query, {}, { graph });
  if (errors.length) throw new Error(JSON.stringify(errors));
  const found: KnownEntities = { ids: { ...ids }, codes: {} };
  for (const { field, type } of lists) {
    const nodes = data[field].nodes as { id: string; code?: string | number }[];
    found.ids[type.name] ??= nodes.map(({ id }) => id);
    found.codes[type.name] = nodes.flatMap(({ code }) => (code === undefined ? [] : [String(code)]));
  }
  // Countries and themes of the requests.
  found.codes.Country!.push('RW', 'MG');
  found.codes.Theme!.push('EDU-TRAINING', 'EDU');
  return found;
}
