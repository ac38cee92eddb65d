import type { IncomingMessage, ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { Readable } from 'node:stream';
import { createGzip } from 'node:zlib';
import type { MessageLanguage } from '#kernel/errors';
import type { PublicGraph, PublicGraphRequest } from '../../http/public-graph.js';
import { etagOf } from '../conditional.js';
import { clientOf, isAnonymous } from '../caller.js';
import { isUnchanged, varyOf } from '../../http/send-body.js';
import { Problem } from '../problem.js';
import { isPublic, operationOf } from '../tables/lists.js';
import { readerOf } from '../tables/selection.js';
import type { Column } from '../tables/columns.js';
import type { Values } from '../formats/index.js';
import { fileText } from '../texts.js';
import { PAGE_ROWS, pagesAfter, readPage, type Page, type PagesRequest } from './pages.js';
import type { ExportRequest } from './parameters.js';
import { Slots, type Slot } from './slots.js';

/** A reader that takes nothing for so long is disconnected; a budget begins again after a minute. */
const STALLED_MS = 150_000;
const GZIP_LEVEL = 4;

export interface ExportContext {
  graph: PublicGraph;
  /** What changes with the data; undefined while that is not known. */
  version: () => string | undefined;
  /** Permanent address of an entity. */
  linkOf: (id: string) => string;
  /** Day for names of files, `2026-11-30`. */
  today: () => string;
}

const CURSOR: Column = {
  name: 'cursor',
  words: ['cursor'],
  path: [],
  isList: false,
  kind: 'TEXT',
  isRequired: true,
  description: 'Cursor of the row: an export continues behind it by after= (curseur).',
};

/** Writes lists as files, row by row as their reader takes them. */
export class Exports {
  readonly #slots = new Slots();

  constructor(private readonly context: ExportContext) {}

  /** Sends a file. @throws Problem before anything of it is sent */
  async send(
    request: IncomingMessage,
    response: ServerResponse,
    asked: ExportRequest,
    { caller, language }: { caller: PublicGraphRequest; language: MessageLanguage },
  ): Promise<void> {
    const headers = this.#headersOf(request, response, asked, language);
    // Nothing was read yet: whoever names the ETag of a list for everybody has had it after all was checked.
    const { 'if-none-match': known } = request.headers;
    if (headers.etag && known?.trim() !== '*' && isUnchanged(known, headers.etag)) {
      const { 'content-type': _, 'content-disposition': __, ...unchanged } = headers;
      return void response.writeHead(304, unchanged).end();
    }
    const slot = this.#slots.take(clientOf(caller));
    if (!slot) throw Problem.of(language, 'RATE_LIMITED', fileText('TOO_MANY_EXPORTS'), { retryAfter: 5 });
    try {
      await this.#write(request, response, asked, { caller, language, headers, aside: slot.aside });
    } finally {
      slot.release();
    }
  }

  async #write(
    request: IncomingMessage,
    response: ServerResponse,
    asked: ExportRequest,
    {
      caller,
      language,
      headers,
      aside,
    }: {
      caller: PublicGraphRequest;
      language: MessageLanguage;
      headers: Record<string, string>;
      aside: Slot['aside'];
    },
  ): Promise<void> {
    const { list, columns, variables, after, limit, withCursors, format } = asked;
    const operation = operationOf(list, columns, withCursors);
    const wanted: PagesRequest = { operation, variables, after, limit, caller, aside };
    const first = await readPage(this.context.graph, wanted, Math.min(PAGE_ROWS, limit ?? PAGE_ROWS), after);
    await this.#checkRows(asked, first, { caller, language });
    const isWhole = first.next === null || (limit !== undefined && limit <= first.rows.length);
    if (first.next !== null && isWhole) headers.link = `<${nextAddress(request, first.next)}>; rel="next"`;
    const isCompressed = format.isCompressible && acceptsGzip(request);
    if (isCompressed) headers['content-encoding'] = 'gzip';
    // Only a limit leaves rows for another request; where they begin is known at the end.
    const hasTrailer = !isWhole && limit !== undefined && request.httpVersion === '1.1';
    if (hasTrailer) headers.trailer = 'x-next-cursor';
    response.writeHead(200, headers);
    if (request.method === 'HEAD') return void response.end();
    response.setTimeout(STALLED_MS, () => response.destroy());
    let next: string | null = first.next;
    const pages = pagesAfter(this.context.graph, wanted, first);
    const rows = this.#rowsOf(pages, asked, (page) => {
      next = page.next;
      if (hasTrailer && next !== null) response.addTrailers({ 'x-next-cursor': next });
    });
    const text = format.write(rows, {
      ...asked,
      columns: withCursors ? [...columns, CURSOR] : columns,
      title: list.name,
    });
    const source = Readable.from(text, { objectMode: false });
    if (isCompressed) await pipeline(source, createGzip({ level: GZIP_LEVEL }), response);
    else await pipeline(source, response);
  }

  async *#rowsOf(
    pages: AsyncIterable<Page>,
    { columns, withCursors }: ExportRequest,
    onPage: (page: Page) => void,
  ): AsyncGenerator<readonly Values[]> {
    const readers = columns.map((column) => readerOf(column, this.context.linkOf));
    for await (const page of pages) {
      onPage(page);
      yield page.rows.map((row, index) => {
        const values = readers.map((read) => read(row));
        if (withCursors) values.push(page.cursors[index]);
        return values;
      });
    }
  }

  /** @throws Problem for more rows than a file of this format holds */
  async #checkRows(
    { list, format: { maxRows }, limit, variables }: ExportRequest,
    first: Page,
    { caller, language }: { caller: PublicGraphRequest; language: MessageLanguage },
  ): Promise<void> {
    if (maxRows === undefined || first.next === null || !list.isCounted) return;
    if (limit !== undefined && limit <= maxRows) return;
    const result = await this.context.graph.run(operationOf(list, 'COUNT'), variables, caller);
    const page = result.data?.page as { totalCount: number } | null | undefined;
    if (!page) throw Problem.ofResult(result);
    const rows = page.totalCount;
    if (rows > maxRows)
      throw Problem.of(
        language,
        'OPERATION_LIMIT_EXCEEDED',
        fileText('TOO_MANY_ROWS', { rows, maximum: maxRows }),
        { limit: 'rows', maximum: maxRows },
      );
  }

  #headersOf(
    request: IncomingMessage,
    response: ServerResponse,
    { list, extension, format, hasHeader }: ExportRequest,
    language: MessageLanguage,
  ): Record<string, string> {
    const version = isAnonymous(request) && isPublic(list) ? this.context.version() : undefined;
    const day = this.context.today();
    return {
      'content-type': format.contentType({ hasHeader }),
      'content-disposition': `attachment; filename="passerelle-${list.name}-${day}.${extension}"`,
      'content-language': language.toLowerCase(),
      'cache-control': isAnonymous(request) ? 'private, no-cache' : 'no-store',
      vary: varyOf(response, 'accept-language, accept-encoding, authorization, x-api-key'),
      // Some values depend on the day, such as whether a call is open.
      ...(version === undefined ? {} : { etag: etagOf(request.url!, language, version, day) }),
    };
  }
}

/** Address of a request with another beginning. */
function nextAddress({ url }: IncomingMessage, after: string): string {
  const address = new URL(url!, 'http://localhost');
  address.searchParams.set('after', after);
  return address.pathname + address.search;
}

/** Whether a client names gzip among the encodings that it takes. */
const acceptsGzip = ({ headers }: IncomingMessage): boolean =>
  /(^|,)\s*gzip\s*(;\s*q=(?!0(\.0*)?\s*(,|$))[\d.]+\s*)?(,|$)/i.test(headers['accept-encoding'] ?? '');
