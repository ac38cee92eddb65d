import { createHash } from 'node:crypto';
import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { buildSchema } from 'graphql';
import Papa from 'papaparse';
import { pino } from 'pino';
import type { PublicGraph } from '../../http/public-graph.js';
import { serveFiles } from '../files.js';
import { listsOf } from '../tables/lists.js';
import { Dumps } from './dumps.js';

const schema = buildSchema(`
  type Query { regions(first: Int, after: String): RegionConnection }
  type RegionConnection { nodes: [Region!]! pageInfo: PageInfo! }
  type PageInfo { hasNextPage: Boolean! endCursor: String }
  "A région."
  type Region { "Its id." id: ID! "Its name." name: String! "Its inhabitants." population: Int }
`);
const lists = [...listsOf(schema).values()];
const dataset = {
  version: '1',
  releasedOn: '2026-11-30',
  licence: 'etalab-2.0',
  licenceUrl: 'https://example.org/licence',
  fr: 'Libre.',
  en: 'Free.',
};

let directory: string;
/** Rows of the graph; undefined: it fails. */
let rows: { id: string; name: string; population: number | null }[] | undefined;
let version: string;
let now: number;

const graph: PublicGraph = {
  async run(document, variables) {
    if (document.includes('dataset')) return { data: { dataset } };
    if (!rows) return { errors: [{ message: 'failed', extensions: { code: 'INTERNAL' } }] };
    const from = Number(variables.after ?? 0);
    const nodes = rows.slice(from, from + (variables.first as number));
    const end = from + nodes.length;
    return {
      data: { page: { nodes, pageInfo: { hasNextPage: end < rows.length, endCursor: String(end) } } },
    };
  },
};
const common = { graph, origin: () => 'https://example.org', log: pino({ level: 'silent' }) };
const open = () =>
  new Dumps({ ...common, lists, directory, version: () => version, linkOf: (id) => id, now: () => now });

/** Asks for a dump, and waits for the one that this begins. */
async function made(dumps: Dumps) {
  await dumps.current();
  await dumps.settled();
  return (await dumps.current())!;
}

const contentOf = async (dumps: Dumps, name: string) => {
  const dump = (await dumps.current())!;
  return readFile(join(dumps.pathOf(dump), name));
};

beforeEach(async () => {
  directory = join(await mkdtemp(join(tmpdir(), 'dumps-')), 'dump');
  rows = Array.from({ length: 1_203 }, (_, index) => ({
    id: `r${index}`,
    name: index % 7 ? `=région, ${index}` : 'deux\r\n"lignes"',
    population: index % 3 ? index : null,
  }));
  version = 'a';
  now = Date.UTC(2026, 10, 30);
});
afterEach(() => rm(join(directory, '..'), { recursive: true, force: true }));

describe('a dump', () => {
  it('has every row in both formats, checksums and a dictionary that fits', async () => {
    const dumps = open();
    expect(await dumps.current()).toBeUndefined();
    const dump = await made(dumps);
    expect(dump.files.map(({ path, rows: count }) => [path, count])).toEqual([
      ['regions.ndjson.gz', 1_203],
      ['regions.csv.gz', 1_203],
    ]);
    const sums = (await contentOf(dumps, 'SHA256SUMS')).toString();
    for (const { path, bytes, sha256 } of dump.files) {
      const content = await contentOf(dumps, path);
      expect([content.length, createHash('sha256').update(content).digest('hex')]).toEqual([bytes, sha256]);
      expect(sums).toContain(`${sha256}  ${path}\n`);
    }
    const csv = gunzipSync(await contentOf(dumps, 'regions.csv.gz')).toString();
    const { data, errors } = Papa.parse<Record<string, string>>(csv, { header: true, skipEmptyLines: true });
    expect(errors).toEqual([]);
    const text = (value: number | null) => (value === null ? '' : String(value));
    expect(data).toEqual(rows!.map((row) => ({ ...row, population: text(row.population) })));
    const lines = gunzipSync(await contentOf(dumps, 'regions.ndjson.gz'))
      .toString()
      .trimEnd()
      .split('\n');
    expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual(rows);
    const { resources } = JSON.parse((await contentOf(dumps, 'datapackage.json')).toString()) as {
      resources: { path: string; schema?: { fields: { name: string; type: string }[] } }[];
    };
    const fields = resources.find(({ path }) => path === 'regions.csv.gz')!.schema!.fields;
    expect(fields.map(({ name, type }) => [name, type])).toEqual([
      ['id', 'string'],
      ['name', 'string'],
      ['population', 'integer'],
    ]);
  });

  it('is made again when the data have changed, not before, and replaces the one before as a whole', async () => {
    const dumps = open();
    const first = await made(dumps);
    now += 3_600_000;
    expect((await made(dumps)).folder).toBe(first.folder);
    version = 'b';
    rows = rows!.slice(0, 5);
    expect((await dumps.current())!.folder).toBe(first.folder);
    await dumps.settled();
    const second = await made(dumps);
    expect([second.version, second.files[0]!.rows]).toEqual(['b', 5]);
    expect(await readdir(directory)).toEqual([second.folder, 'dump.json'].sort());
    // One that changes all the time is not made all the time.
    version = 'c';
    now += 60_000;
    expect((await made(dumps)).folder).toBe(second.folder);
    now += 600_000;
    expect((await made(dumps)).folder).not.toBe(second.folder);
  });

  it('that fails leaves the one before, and nothing half-made', async () => {
    const dumps = open();
    const first = await made(dumps);
    now += 3_600_000;
    version = 'b';
    rows = undefined;
    expect((await made(dumps)).folder).toBe(first.folder);
    expect(await readdir(directory)).toEqual([first.folder, 'dump.json'].sort());
  });

  it('outlives a restart', async () => {
    const first = await made(open());
    expect((await open().current())!.folder).toBe(first.folder);
  });

  it('is sent whole, in part, and not to those who have it', async () => {
    const files = serveFiles({
      ...common,
      schema,
      sdl: undefined,
      version: () => version,
      addressOf: () => '127.0.0.1',
      dumpDirectory: directory,
    });
    const server = createServer((request, response) => {
      void files.answer(request.url!.split('?')[0]!, request, response);
    });
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    const get = (path: string, headers = {}) =>
      fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/dump/${path}`, { headers });
    try {
      const early = await get('');
      expect([early.status, early.headers.get('retry-after')]).toEqual([503, '60']);
      let listed = early;
      while (listed.status === 503) listed = await get('');
      expect(await listed.json()).toMatchObject({ files: [{ path: '/dump/regions.ndjson.gz' }, {}] });
      const whole = await get('regions.csv.gz');
      const bytes = Buffer.from(await whole.arrayBuffer());
      const etag = whole.headers.get('etag')!;
      expect(etag).toBe(`"${createHash('sha256').update(bytes).digest('hex')}"`);
      const range = { range: 'bytes=100-', 'if-range': etag };
      const part = await get('regions.csv.gz', range);
      expect([part.status, Buffer.from(await part.arrayBuffer())]).toEqual([206, bytes.subarray(100)]);
      expect((await get('regions.csv.gz', { ...range, 'if-range': '"other"' })).status).toBe(200);
      expect((await get('regions.csv.gz', { 'if-none-match': etag })).status).toBe(304);
      expect((await get('regions.csv.gz', { range: 'bytes=99999999-' })).status).toBe(416);
      for (const other of ['dump.json', '..%2fdump.json', 'toString', 'regions.csv'])
        expect((await get(other)).status).toBe(404);
    } finally {
      await files.close();
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    }
  });
});
