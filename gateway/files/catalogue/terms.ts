import { DataFactory, Writer, type BlankNode, type NamedNode, type Quad, type Quad_Object } from 'n3';

/** Prefixes of the vocabularies that the catalogue uses; also the context of its JSON-LD. */
export const PREFIXES = {
  dcat: 'http://www.w3.org/ns/dcat#',
  dct: 'http://purl.org/dc/terms/',
  foaf: 'http://xmlns.com/foaf/0.1/',
  rdf: 'http://www.w3.org/1999/02/22-rdf-syntax-ns#',
  rdfs: 'http://www.w3.org/2000/01/rdf-schema#',
  skos: 'http://www.w3.org/2004/02/skos/core#',
  spdx: 'http://spdx.org/rdf/terms#',
  xsd: 'http://www.w3.org/2001/XMLSchema#',
} as const;

/** Object of the catalogue in JSON-LD: an address, or a node without one, with the classes and properties that it has. */
export interface Resource {
  '@id'?: string;
  '@type'?: string | readonly string[];
  [property: string]: Value | readonly Value[] | undefined;
}

/** Literal or resource. */
export type Value = string | Resource | { '@value': string; '@language'?: string; '@type'?: string };

/** Returns the catalogue in JSON-LD 1.1. */
export const jsonLdOf = (resource: Resource): string =>
  JSON.stringify({ '@context': PREFIXES, ...resource }, null, 1);

/** Returns the same in Turtle. */
export function turtleOf(resource: Resource): Promise<string> {
  const writer = new Writer({ prefixes: PREFIXES });
  const quads: Quad[] = [];
  addNode(resource, quads);
  writer.addQuads(quads);
  return new Promise((resolve, reject) =>
    writer.end((error, text: string) => (error ? reject(error) : resolve(text))),
  );
}

const { blankNode, literal, namedNode, quad } = DataFactory;

function addNode(resource: Resource, quads: Quad[]): NamedNode | BlankNode {
  const subject = resource['@id'] === undefined ? blankNode() : namedNode(expanded(resource['@id']));
  for (const [property, values] of Object.entries(resource)) {
    if (property === '@id' || values === undefined) continue;
    const all: readonly Value[] = isSeveral(values) ? values : [values];
    for (const value of all) {
      if (property === '@type')
        quads.push(quad(subject, namedNode(`${PREFIXES.rdf}type`), namedNode(expanded(value as string))));
      else quads.push(quad(subject, namedNode(expanded(property)), objectOf(value, quads)));
    }
  }
  return subject;
}

function objectOf(value: Value, quads: Quad[]): Quad_Object {
  if (typeof value === 'string') return literal(value);
  if (!isLiteral(value)) return addNode(value, quads);
  const { '@value': text, '@language': language, '@type': type } = value;
  return literal(text, language ?? (type === undefined ? undefined : namedNode(expanded(type))));
}

const isSeveral = (value: Value | readonly Value[]): value is readonly Value[] => Array.isArray(value);

const isLiteral = (value: Resource | { '@value': string }): value is Exclude<Value, string | Resource> =>
  '@value' in value;

/** Whole address of a name such as `dcat:Dataset`; one that has no prefix of ours is whole. */
function expanded(name: string): string {
  const [, prefix = '', local = ''] = /^(\w+):(.*)$/.exec(name) ?? [];
  return Object.hasOwn(PREFIXES, prefix) ? PREFIXES[prefix as keyof typeof PREFIXES] + local : name;
}
