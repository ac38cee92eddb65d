import type { PublicGraph } from '../http/public-graph.js';
import { readOperation } from './operations.js';
import { LANGUAGES } from './page.js';
import type { PortalRequest, PortalResponse } from './portal.js';
import { refusalOf } from './pages/refusals.js';

// Addresses of all pages, for search engines.

const XML = { 'content-type': 'application/xml; charset=utf-8', 'cache-control': 'public, no-cache' };
const NAMESPACE = 'http://www.sitemaps.org/schemas/sitemap/0.9';

/** Lists of a part: the field of the operation, and the path of each of its items. */
interface Part {
  operation: string;
  lists: Record<string, (item: { id?: string; code?: string }) => string>;
  /** Pages that are no items. */
  places?: readonly string[];
}

const PARTS: Record<string, Part> = {
  pages: {
    operation: 'sitemap',
    lists: {
      africa: ({ code }) => `/countries/${code}`,
      americas: ({ code }) => `/countries/${code}`,
      asia: ({ code }) => `/countries/${code}`,
      europe: ({ code }) => `/countries/${code}`,
      oceania: ({ code }) => `/countries/${code}`,
      elsewhere: ({ code }) => `/countries/${code}`,
      themes: ({ code }) => `/themes/${code}`,
      countryGroups: ({ code }) => `/groups/${code}`,
      callsForProjects: ({ code }) => `/calls/${code}`,
      events: ({ id }) => `/events/${id}`,
      newsItems: ({ id }) => `/news/${id}`,
      resources: ({ id }) => `/resources/${id}`,
      cooperationRequests: ({ id }) => `/requests/${id}`,
    },
    places: [
      '/',
      '/search',
      '/countries',
      '/themes',
      '/groups',
      '/agenda',
      '/calls',
      '/requests',
      '/news',
      '/statistics',
      '/about',
      '/data',
      '/accessibility',
    ],
  },
  authorities: {
    operation: 'sitemap-authorities',
    lists: { authorities: ({ id }) => `/authorities/${id}` },
  },
  abroad: {
    operation: 'sitemap-abroad',
    lists: { foreignAuthorities: ({ id }) => `/abroad/${id}` },
  },
  partnerships: {
    operation: 'sitemap-partnerships',
    lists: { partnerships: ({ id }) => `/partnerships/${id}` },
  },
};

/** A sitemap has at most 50,000 addresses; each item has one in each language. */
const MAX_ITEMS = 50_000 / LANGUAGES.length;

export const robots = (origin: string): PortalResponse => ({
  status: 200,
  headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'public, max-age=3600' },
  body: `User-agent: *\nDisallow: /graphql\nDisallow: /export/\nSitemap: ${origin}/sitemap.xml\n`,
});

export const sitemapIndex = (origin: string): PortalResponse => ({
  status: 200,
  headers: XML,
  body: `<?xml version="1.0" encoding="UTF-8"?>\n<sitemapindex xmlns="${NAMESPACE}">${Object.keys(PARTS)
    .map((part) => `<sitemap><loc>${escaped(origin)}/sitemap-${part}.xml</loc></sitemap>`)
    .join('')}</sitemapindex>`,
});

interface Connection {
  nodes: ({ id?: string; code?: string } | null)[];
  pageInfo?: { hasNextPage: boolean; endCursor: string | null };
}

/** Walks the lists of a part to their ends. @returns undefined for a part that does not exist @throws when the reader has disconnected */
export async function sitemap(
  name: string,
  graph: PublicGraph,
  { origin, address, signal }: Pick<PortalRequest, 'origin' | 'address' | 'signal'>,
): Promise<PortalResponse | undefined> {
  const part = Object.hasOwn(PARTS, name) ? PARTS[name]! : undefined;
  if (!part) return undefined;
  const operation = readOperation(part.operation);
  const paths = [...(part.places ?? [])];
  for (let after: string | null | undefined = null; after !== undefined && paths.length < MAX_ITEMS;) {
    const result = await graph.run(operation, { after }, { language: 'fr', address, signal });
    const refused =
      refusalOf(result) ?? (result.errors?.length ? { status: 503, retryAfter: 30 } : undefined);
    if (refused) {
      const retry = { 'retry-after': String(refused.retryAfter ?? 30) };
      return { status: refused.status, headers: { ...XML, ...retry, 'cache-control': 'no-store' }, body: '' };
    }
    after = undefined;
    for (const [field, pathOf] of Object.entries(part.lists)) {
      const { nodes, pageInfo } = result.data![field] as Connection;
      for (const item of nodes) if (item) paths.push(pathOf(item));
      if (pageInfo?.hasNextPage) after = pageInfo.endCursor;
    }
  }
  const urls = paths
    .slice(0, MAX_ITEMS)
    .flatMap((path) => LANGUAGES.map((language) => `${origin}/${language}${path}`));
  const body = urls.map((url) => `<url><loc>${escaped(url)}</loc></url>`).join('\n');
  return {
    status: 200,
    headers: XML,
    body: `<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="${NAMESPACE}">\n${body}\n</urlset>`,
  };
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
