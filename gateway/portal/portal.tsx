import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { render } from 'preact-render-to-string';
import type { PublicGraph, PublicResult } from '../http/public-graph.js';
import { Assets } from './assets.js';
import { readOperation } from './operations.js';
import type { Page, PageLanguage, PageRoute, View } from './page.js';
import { LANGUAGES } from './page.js';
import { refusalOf, refusalPage, type Refusal } from './pages/refusals.js';
import { PAGES } from './pages/index.js';
import { Layout } from './parts/layout.js';
import { preferredLanguage, todayInParis } from './reader.js';
import { Routes } from './routes.js';
import { robots, sitemap, sitemapIndex } from './sitemap.js';
import { createView } from './view.js';

export interface PortalRequest {
  /** Path of the address, without its query string. */
  path: string;
  query: URLSearchParams;
  acceptLanguage: string | undefined;
  /** Address of the portal as this reader knows it, such as `https://passerelle.example`. */
  origin: string;
  /** Address of the reader, by which its budget is counted. */
  address: string;
  requestId?: string;
  signal: AbortSignal;
}

export interface PortalResponse {
  status: number;
  headers: Record<string, string>;
  body: string | Buffer;
}

/**
 * Policy of all pages: their own style sheet, script and pictures, and nothing else. No code stands inside a page, so that
 * none needs a nonce, and an unchanged page keeps its ETag.
 */
export const CONTENT_POLICY =
  "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

const HTML_HEADERS = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': CONTENT_POLICY,
  'cross-origin-opener-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=()',
};

/** Pages are the same for everybody, and browsers ask whether they have changed. */
const REVALIDATED = { 'cache-control': 'public, no-cache' };

/** Capacity for rendered pages, in characters. */
const MAX_RENDERED = 16_000_000;

interface Rendered {
  /** Hash of the answer of the graph, from which the page was rendered. */
  answer: string;
  response: PortalResponse;
}

/** Pages for people. They know the public graph only: each is one operation that every partner can send as well. */
export class Portal {
  readonly #assets = new Assets();
  readonly #routes = new Routes(PAGES);
  readonly #operations = new Map<PageRoute, string>(
    PAGES.flatMap((route) => (route.operation ? [[route, readOperation(route.operation)] as const] : [])),
  );
  readonly #rendered = new LRUCache<string, Rendered>({
    maxSize: MAX_RENDERED,
    sizeCalculation: ({ response }) => response.body.length,
  });

  constructor(
    private readonly graph: PublicGraph,
    private readonly now: () => Date = () => new Date(),
  ) {}

  /** @returns undefined for an address that is none of the portal's @throws when the reader has disconnected */
  async answer(request: PortalRequest): Promise<PortalResponse | undefined> {
    const { path } = request;
    const asset = this.#assets.find(path);
    if (asset) return asset;
    if (path === '/') return toLanguage(request);
    if (path === '/robots.txt') return robots(request.origin);
    if (path === '/sitemap.xml') return sitemapIndex(request.origin);
    const part = /^\/sitemap-([a-z]+)\.xml$/.exec(path)?.[1];
    if (part) return sitemap(part, this.graph, request);
    const [, language, rest] = /^\/(fr|en)(\/.*)?$/.exec(path) ?? [];
    if (!language) return this.#routes.find(path) && toLanguage(request);
    if (rest === undefined) return redirect(308, `${path}/${queryOf(request)}`);
    return this.#page(language as PageLanguage, rest, request);
  }

  /** Whether an address is one of the portal's, whatever its page says. */
  has(path: string): boolean {
    const rest = /^\/(?:fr|en)(\/.*)?$/.exec(path)?.[1];
    return rest !== undefined && this.#routes.find(rest) !== undefined;
  }

  /** A page for an address that nothing answers. */
  notFound(request: PortalRequest): PortalResponse {
    const language = languageIn(request.path) ?? preferredLanguage(request.acceptLanguage);
    return this.#show(
      this.#view(language, '/', request, {}),
      refusal({ kind: 'NOT_FOUND', status: 404 }),
      false,
    );
  }

  /** A page for an address whose page could not be made, for a fault of this program. */
  failed(request: PortalRequest): PortalResponse {
    const language = languageIn(request.path) ?? preferredLanguage(request.acceptLanguage);
    const refused: Refusal = { kind: 'UNAVAILABLE', status: 500 };
    return this.#show(this.#view(language, '/', request, {}), refusal(refused), false, refused);
  }

  async #page(language: PageLanguage, path: string, request: PortalRequest): Promise<PortalResponse> {
    const clean = withoutEmpty(request.query);
    if (clean !== undefined) return redirect(302, `/${language}${path}${clean}`);
    const proper = this.#properPath(path);
    if (proper !== path) return redirect(308, `/${language}${proper}${queryOf(request)}`);
    const found = this.#routes.find(path);
    if (!found) return this.notFound(request);
    const view = this.#view(language, path, request, found.params);
    const operation = this.#operations.get(found.route);
    if (!operation) return this.#render(found.route, {}, view);
    const { address, signal, requestId } = request;
    const variables = found.route.variables?.(view) ?? {};
    const result = await this.graph.run(operation, variables, {
      language,
      address,
      signal,
      ...(requestId ? { requestId } : {}),
    });
    const refused = refusalOf(result);
    if (refused) return this.#show(view, refusal(refused), false, refused);
    return this.#render(found.route, result, view);
  }

  /** Path of the same page without a slash at its end, with its code in capitals; the path itself where none is like it. */
  #properPath(path: string): string {
    const bare = path.replace(/(?<=.)\/$/, '');
    const found = this.#routes.find(bare);
    if (!found) return path;
    const { code } = found.params;
    if (code === undefined || code === code.toUpperCase()) return bare;
    return found.route.path.replace(':code', encodeURIComponent(code.toUpperCase()));
  }

  /** Renders a page, or returns it as it was rendered from the same answer. */
  #render(route: PageRoute, result: PublicResult, view: View): PortalResponse {
    const key = `${view.origin} ${view.language}${view.path}?${view.query} ${view.today}`;
    const answer = createHash('sha256')
      .update(JSON.stringify(result.data ?? {}))
      .digest('base64');
    const isPartial = Boolean(result.errors?.length);
    const known = this.#rendered.get(key);
    if (known?.answer === answer && !isPartial) return known.response;
    const page = route.render(result.data ?? {}, view);
    if (!page) return this.#show(view, refusal({ kind: 'NOT_FOUND', status: 404 }), false);
    const response = this.#show(view, page, isPartial);
    if (!isPartial && response.status === 200) this.#rendered.set(key, { answer, response });
    return response;
  }

  #show(
    view: View,
    page: Page | ((view: View) => Page),
    isPartial: boolean,
    refused?: Refusal,
  ): PortalResponse {
    const shown = typeof page === 'function' ? page(view) : page;
    const { icon } = this.#assets;
    const html = render(<Layout view={view} page={shown} icon={icon} isPartial={isPartial} />);
    const retry = refused?.retryAfter === undefined ? {} : { 'retry-after': String(refused.retryAfter) };
    const isKept = shown.status === undefined && !isPartial;
    return {
      status: shown.status ?? 200,
      headers: {
        ...HTML_HEADERS,
        ...(isKept ? REVALIDATED : { 'cache-control': 'no-store' }),
        'content-language': view.language,
        ...retry,
      },
      body: `<!doctype html>${html}`,
    };
  }

  #view(language: PageLanguage, path: string, request: PortalRequest, params: Record<string, string>): View {
    const { style, script } = this.#assets;
    const { query, origin } = request;
    const today = todayInParis(this.now());
    return createView({ language, path, query, params, origin, today, assets: { style, script } });
  }
}

const refusal = (of: Refusal) => (view: View) => refusalPage(of, view);

const languageIn = (path: string): PageLanguage | undefined =>
  LANGUAGES.find((language) => path.startsWith(`/${language}/`));

const redirect = (status: number, location: string): PortalResponse => ({
  status,
  headers: { location, 'cache-control': 'no-cache' },
  body: '',
});

/** To the same page in the language of its reader. */
function toLanguage(request: PortalRequest): PortalResponse {
  const { acceptLanguage, path } = request;
  const location = `/${preferredLanguage(acceptLanguage)}${path}${queryOf(request)}`;
  const { status, headers, body } = redirect(302, location);
  return { status, headers: { ...headers, vary: 'accept, accept-language' }, body };
}

const queryOf = ({ query }: PortalRequest): string => (query.size ? `?${query}` : '');

/** Query string without the fields that a form left empty. @returns undefined when there are none of these */
function withoutEmpty(query: URLSearchParams): string | undefined {
  const filled = [...query].filter(([, value]) => value.trim() !== '');
  if (filled.length === query.size) return undefined;
  return filled.length ? `?${new URLSearchParams(filled)}` : '';
}
