import { GRAPH } from './graph.js';

/** Addresses on this server that a page leads to. */
export const linksIn = (html: string): string[] =>
  [...html.matchAll(/\s(?:href|src|action)="(\/[^"#]*)/g)].map(([, path]) => path!.replaceAll('&amp;', '&'));

/** What pages of one kind have in common: their path without ids and codes, and whether there is a query string. */
export function kindOf(address: string): string {
  const [path, query] = address.split('?');
  const [, language, folder, item] = path!.split('/');
  if (language !== 'fr' && language !== 'en') return path!;
  return `${folder ? `/${folder}` : '/'}${item ? '/:item' : ''}${query === undefined ? '' : '?'}`;
}

export interface Visit {
  address: string;
  status: number;
  /** The page that leads there. */
  from: string;
  bytes: number;
}

/** Files and feeds, which the portal links to and others serve. */
const FILES = /^\/(export|agenda\.ics|news\.atom|changes\.atom|catalogue|dump|schema\.graphql)/;

/**
 * Follows links from the home pages, a few of each kind in each language.
 * @param perKind pages of one kind and language that are visited
 */
export async function crawl(perKind: number): Promise<Visit[]> {
  const queue = ['/fr/', '/en/'].map((address) => ({ address, from: '' }));
  const known = new Set(queue.map(({ address }) => address));
  const visited = new Map<string, number>();
  const visits: Visit[] = [];
  for (let next = queue.shift(); next; next = queue.shift()) {
    const { address, from } = next;
    const kind = `${address.slice(0, 3)} ${kindOf(address)}`;
    const count = visited.get(kind) ?? 0;
    if (count >= perKind) continue;
    visited.set(kind, count + 1);
    const response = await fetch(`${GRAPH}${address}`, { headers: { accept: 'text/html' } });
    const html = await response.text();
    visits.push({ address, status: response.status, from, bytes: html.length });
    if (!response.headers.get('content-type')?.includes('text/html') || address === '/ide') continue;
    for (const link of linksIn(html)) {
      if (known.has(link) || FILES.test(link)) continue;
      known.add(link);
      queue.push({ address: link, from: address });
    }
  }
  return visits;
}
