import { brotliDecompressSync } from 'node:zlib';
import { request } from 'node:http';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { hashOf } from '../../../gateway/operation/document-ids.js';
import { readPageOperations } from '../../../gateway/operation/examples.js';
import { GRAPH, ask } from '../../support/graph.js';
import { crawl, kindOf, linksIn, type Visit } from '../../support/portal-links.js';

const html = { accept: 'text/html' };

/** A response as it comes over the wire, compressed. */
function raw(path: string, headers: Record<string, string>) {
  return new Promise<{ status: number; headers: Record<string, unknown>; body: Buffer }>(
    (resolve, reject) => {
      const sent = request(`${GRAPH}${path}`, { headers }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () =>
          resolve({ status: response.statusCode!, headers: response.headers, body: Buffer.concat(chunks) }),
        );
      });
      sent.on('error', reject).end();
    },
  );
}

describe('the pages of the portal', () => {
  let visits: Visit[];
  beforeAll(async () => {
    visits = await crawl(3);
  });

  it('lead nowhere that does not answer', () => {
    expect(visits.filter(({ status }) => status !== 200)).toEqual([]);
  });

  it('are found from the home page, each kind in both languages', () => {
    const kinds = (language: string) =>
      [
        ...new Set(
          visits
            .filter(({ address }) => address.startsWith(`/${language}/`))
            .map((one) => kindOf(one.address)),
        ),
      ]
        .filter((kind) => !kind.endsWith('?'))
        .sort();
    expect(kinds('fr')).toEqual(kinds('en'));
    const lists = ['abroad', 'authorities', 'calls', 'countries', 'events', 'groups', 'news', 'partnerships'];
    for (const list of [...lists, 'requests', 'resources', 'themes'])
      expect(kinds('fr')).toContain(`/${list}/:item`);
  });

  it('the home page, its style and its script are below 60 kB on the wire', async () => {
    const home = await raw('/fr/', { 'accept-encoding': 'br' });
    const files = linksIn(brotliDecompressSync(home.body).toString()).filter((path) =>
      path.startsWith('/assets/'),
    );
    expect(files.length).toBe(3);
    const sizes = await Promise.all(
      files.map(async (path) => (await raw(path, { 'accept-encoding': 'br' })).body.length),
    );
    expect(home.body.length + sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(60_000);
  });

  it('have an ETag, which is enough for whoever has the page', async () => {
    const first = await raw('/en/themes', html);
    const { etag } = first.headers as { etag: string };
    expect(first.headers['cache-control']).toBe('public, no-cache');
    const again = await raw('/en/themes', { ...html, 'if-none-match': etag });
    expect([again.status, again.body.length]).toEqual([304, 0]);
  });

  it('show what the graph says: each authority that answers the main question, in its order', async () => {
    const { data } = await ask(
      `{ authorities(filter: { theme: { code: "ENV-WATER" }, country: { in: ["BJ"] }, isCurrent: true }
           orderBy: [{ field: PARTNERSHIPS, direction: DESC }], first: 20) { totalCount nodes { id name } } }`,
    );
    expect(data.authorities.totalCount).toBeGreaterThan(3);
    const page = await (
      await fetch(`${GRAPH}/fr/search?theme=ENV-WATER&country=BJ`, { headers: html })
    ).text();
    const hits = [...page.matchAll(/<h3><a href="\/fr\/authorities\/([^"]+)">([^<]+)<\/a>/g)];
    expect(hits.map(([, id, name]) => ({ id, name }))).toEqual(data.authorities.nodes);
  });

  it('turn their pages to the end and back', async () => {
    const address = '/fr/partnerships?country=ML';
    const { data } = await ask('{ partnerships(filter: { country: { in: ["ML"] } }) { totalCount } }');
    const seen = new Set<string>();
    let last = address;
    for (let next: string | undefined = address; next;) {
      const page: string = await (await fetch(`${GRAPH}${next}`, { headers: html })).text();
      for (const [, id] of page.matchAll(/class="row-title"><a href="\/fr\/partnerships\/([^"?]+)"/g))
        seen.add(id!);
      last = next;
      next = /rel="next" href="([^"]+)"/.exec(page)?.[1]?.replaceAll('&amp;', '&');
    }
    expect(seen.size).toBe(data.partnerships.totalCount);
    expect(last).not.toBe(address);
    const end = await (await fetch(`${GRAPH}${last}`, { headers: html })).text();
    expect(end).toMatch(/rel="prev"/);
  });

  it('say why there is nothing, and what to leave out', async () => {
    const page = await (
      await fetch(`${GRAPH}/en/search?theme=ENV-WATER&country=KP`, { headers: html })
    ).text();
    expect(page).toContain('No authority meets these conditions');
    expect(page).toContain('href="/en/search?country=KP"');
    expect(page).toContain('href="/en/search?theme=ENV-WATER"');
  });

  it('refuse a theme that does not exist with the reason of the graph', async () => {
    const response = await fetch(`${GRAPH}/en/search?theme=NO-SUCH`, { headers: html });
    expect(response.status).toBe(400);
    expect(await response.text()).toContain('NO-SUCH');
  });
});

describe('what is not a page', () => {
  it('programs find the graph at /, people the portal in their language', async () => {
    const at = (headers: Record<string, string>) =>
      raw('/', headers).then(({ headers: { location } }) => location);
    expect(await at({ accept: '*/*' })).toBe('/graphql');
    expect(await at({ ...html, 'accept-language': 'en' })).toBe('/en/');
    expect(await at({ ...html, 'accept-language': 'fr' })).toBe('/fr/');
  });

  it('an address of nothing is a page for people and JSON for programs', async () => {
    const page = await raw('/nowhere', html);
    expect([page.status, page.headers['content-type']]).toEqual([404, 'text/html; charset=utf-8']);
    const json = await raw('/nowhere', { accept: 'application/json' });
    expect([json.status, json.headers['content-type']]).toEqual([404, 'application/json; charset=utf-8']);
  });

  it('the sitemap names every country, theme, authority with ties and partnership', async () => {
    const { data } = await ask(
      '{ countries { totalCount } authorities(filter: { having: [PARTNERSHIP] }) { totalCount } foreignAuthorities { totalCount } partnerships { totalCount } }',
    );
    const index = (await raw('/sitemap.xml', {})).body.toString();
    const parts = [...index.matchAll(/<loc>[^<]*(\/sitemap-[^<]+)<\/loc>/g)].map(([, path]) => path!);
    const urls: string[] = [];
    for (const part of parts) {
      const text = (await raw(part, {})).body.toString();
      urls.push(...[...text.matchAll(/<loc>([^<]+)<\/loc>/g)].map(([, url]) => new URL(url!).pathname));
    }
    const count = (folder: string) => urls.filter((path) => path.startsWith(`/fr/${folder}/`)).length;
    expect(count('countries')).toBe(data.countries.totalCount);
    expect(count('authorities')).toBe(data.authorities.totalCount);
    expect(count('abroad')).toBe(data.foreignAuthorities.totalCount);
    expect(count('partnerships')).toBe(data.partnerships.totalCount);
    expect(urls.filter((path) => path.startsWith('/en/')).length * 2).toBe(urls.length);
  });

  it.each(readPageOperations().map((operation) => [operation.name, operation] as const))(
    '%s: is trusted by its name and by its hash, and has an answer',
    async (name, { query, variables }) => {
      const answers = await Promise.all(
        [name, `sha256:${hashOf(query)}`].map(async (documentId) => {
          const response = await fetch(`${GRAPH}/graphql`, {
            method: 'POST',
            headers: { 'content-type': 'application/json' },
            body: JSON.stringify({ documentId, variables }),
          });
          return (await response.json()) as { data?: Record<string, unknown>; errors?: unknown };
        }),
      );
      const [byName, byHash] = answers.map(({ data, errors }) => ({ data, errors }));
      expect(byName!.errors).toBeUndefined();
      expect(Object.values(byName!.data!)).not.toContain(null);
      expect(byHash).toEqual(byName);
    },
  );
});
