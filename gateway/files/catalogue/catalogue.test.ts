import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { buildSchema } from 'graphql';
import { Parser, Store, Writer } from 'n3';
import { loadJudges } from '../../../tests/support/processes/judges.js';
import { isPublic, listsOf } from '../tables/lists.js';
import { catalogueOf } from './catalogue.js';
import { jsonLdOf, turtleOf, type Resource } from './terms.js';

const { SHACLValidator, jsonld } = await loadJudges();
const root = new URL('../../../../', import.meta.url);
const read = (path: string) => readFileSync(new URL(path, root), 'utf8');

const lists = [...listsOf(buildSchema(read('schema/api.graphql'))).values()].filter(isPublic);
const catalogue = catalogueOf({
  origin: 'https://example.org',
  lists,
  dataset: {
    version: '2026.11',
    releasedOn: '2026-11-30',
    licence: 'etalab-2.0',
    licenceUrl: 'https://www.etalab.gouv.fr/licence-ouverte-open-licence/',
    statement: { fr: 'Réutilisation libre.', en: 'Free to reuse.' },
  },
  dump: [{ path: 'partnerships.csv.gz', mediaType: 'text/csv', bytes: 12, sha256: 'ab'.repeat(32) }],
  hasSchema: true,
});

const quadsOf = (turtle: string) => new Store(new Parser().parse(turtle));
const shapes = (file: string) => quadsOf(read(`tests/support/dcat-ap/${file}`));

/** What a validator that others use has against a catalogue. */
async function violationsOf(resource: Resource, file: string): Promise<string[]> {
  const report = await new SHACLValidator(shapes(file)).validate(quadsOf(await turtleOf(resource)));
  return report.results.map(
    ({ focusNode, path, message }: any) =>
      `${focusNode?.value} ${path?.value}: ${message.map(({ value }: any) => value).join()}`,
  );
}

describe('the catalogue', () => {
  it.each(['dcat-ap-SHACL.ttl', 'ranges.ttl'])('satisfies the shapes of DCAT-AP 3.0.1: %s', async (file) => {
    expect(await violationsOf(catalogue, file)).toEqual([]);
  });

  it('would not satisfy them without a title, or with a title as publisher', async () => {
    const { 'dct:title': _, ...untitled } = catalogue;
    expect((await violationsOf(untitled, 'dcat-ap-SHACL.ttl')).join('\n')).toContain('terms/title');
    const misplaced = { ...catalogue, 'dct:publisher': 'Passerelle' };
    expect((await violationsOf(misplaced, 'dcat-ap-SHACL.ttl')).join('\n')).toContain('terms/publisher');
  });

  it('says the same in JSON-LD, as another library reads it, and in Turtle', async () => {
    const canonize = jsonld.canonize as unknown as (input: unknown, options: object) => Promise<string>;
    const canonical = { algorithm: 'RDFC-1.0', format: 'application/n-quads' };
    const fromJson = await canonize(JSON.parse(jsonLdOf(catalogue)), canonical);
    const nquads = await canonize(
      new Writer({ format: 'N-Quads' }).quadsToString([...quadsOf(await turtleOf(catalogue))]),
      { ...canonical, inputFormat: 'application/n-quads' },
    );
    expect(nquads).toBe(fromJson);
    expect(fromJson.split('\n').length).toBeGreaterThan(500);
  });

  it('names each public list in each of its formats', async () => {
    const store = quadsOf(await turtleOf(catalogue));
    const urls = store
      .getObjects(null, 'http://www.w3.org/ns/dcat#downloadURL', null)
      .map(({ value }) => value);
    expect(lists.length).toBeGreaterThan(20);
    for (const { name } of lists)
      for (const extension of ['csv', 'xlsx', 'ndjson'])
        expect(urls).toContain(`https://example.org/export/${name}.${extension}`);
    expect(urls).toContain('https://example.org/dump/partnerships.csv.gz');
  });
});
