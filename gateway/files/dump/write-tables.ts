import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import type { PublicGraph, PublicGraphRequest } from '../../http/public-graph.js';
import { PAGE_ROWS, pagesAfter, readPage } from '../export/pages.js';
import { FORMATS, type Format, type Values } from '../formats/index.js';
import type { Column } from '../tables/columns.js';
import { operationOf, type List } from '../tables/lists.js';
import { readerOf } from '../tables/selection.js';
import type { DumpFile } from './dictionary.js';

/** Lines of a table that are turned into CSV at once. */
const LINES = 500;

export interface TableContext {
  graph: PublicGraph;
  caller: PublicGraphRequest;
  linkOf: (id: string) => string;
  directory: string;
}

/** Writes a list in both formats: the lines of NDJSON from the graph, and CSV from these. */
export async function writeTable(list: List, context: TableContext): Promise<DumpFile[]> {
  const counted = { rows: 0 };
  const lines = await writeFile(list, 'ndjson', rowsOfGraph(list, context, counted), context.directory);
  const again = rowsOfLines(join(context.directory, lines.path), list.columns);
  const cells = await writeFile(list, 'csv', again, context.directory);
  return [lines, cells].map((file) => ({ ...file, rows: counted.rows }));
}

async function* rowsOfGraph(
  list: List,
  { graph, caller, linkOf }: TableContext,
  counted: { rows: number },
): AsyncGenerator<readonly Values[]> {
  const readers = list.columns.map((column) => readerOf(column, linkOf));
  const operation = operationOf(list, list.columns);
  const request = { operation, variables: {}, after: undefined, limit: undefined, caller };
  const first = await readPage(graph, request, PAGE_ROWS, undefined);
  for await (const { rows } of pagesAfter(graph, request, first)) {
    counted.rows += rows.length;
    yield rows.map((row) => readers.map((read) => read(row)));
  }
}

async function* rowsOfLines(path: string, columns: readonly Column[]): AsyncGenerator<readonly Values[]> {
  const input = createReadStream(path).pipe(createGunzip());
  let rows: Values[] = [];
  for await (const line of createInterface({ input, crlfDelay: Infinity })) {
    const row = JSON.parse(line) as Record<string, unknown>;
    rows.push(columns.map(({ name }) => row[name]));
    if (rows.length < LINES) continue;
    yield rows;
    rows = [];
  }
  yield rows;
}

async function writeFile(
  { name, columns }: List,
  extension: 'csv' | 'ndjson',
  rows: AsyncIterable<readonly Values[]>,
  directory: string,
): Promise<Omit<DumpFile, 'rows'>> {
  const format: Format = FORMATS[extension]!;
  const path = `${name}.${extension}.gz`;
  const hash = createHash('sha256');
  let bytes = 0;
  const measured = new Transform({
    transform(chunk: Buffer, _, done) {
      hash.update(chunk);
      bytes += chunk.length;
      done(null, chunk);
    },
  });
  // Programs read a dump: its texts are as they are.
  const options = {
    columns,
    hasHeader: true,
    hasMark: false,
    separator: ',' as const,
    guardsFormulas: false,
    title: name,
  };
  await pipeline(
    Readable.from(format.write(rows, options), { objectMode: false }),
    createGzip(),
    measured,
    createWriteStream(join(directory, path)),
  );
  const mediaType = format.contentType(options).split(';')[0]!;
  return { path, list: name, format: extension, mediaType, bytes, sha256: hash.digest('hex') };
}
