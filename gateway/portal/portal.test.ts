import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import type { PublicGraph, PublicGraphRequest, PublicResult } from '../http/public-graph.js';
import { Portal, type PortalRequest } from './portal.js';

type Asked = { document: string; variables: Readonly<Record<string, unknown>>; request: PublicGraphRequest };

/** A portal whose graph gives this result, and what it was asked. */
function portalOf(result: PublicResult): { portal: Portal; asked: Asked[] } {
  const asked: Asked[] = [];
  const graph: PublicGraph = {
    run: (document, variables, request) => {
      asked.push({ document, variables, request });
      return Promise.resolve(result);
    },
  };
  return { portal: new Portal(graph, () => new Date('2026-11-30T23:30:00Z')), asked };
}

const ask = (address: string, more: Partial<PortalRequest> = {}): PortalRequest => {
  const [path, query] = address.split('?');
  return {
    path: path!,
    query: new URLSearchParams(query),
    acceptLanguage: undefined,
    origin: 'https://passerelle.example',
    address: '192.0.2.1',
    signal: new AbortController().signal,
    ...more,
  };
};

const event = {
  id: '4e1f',
  title: 'Une réunion </script><script>alert(1)</script>',
  language: 'FR',
  kind: 'MEETING',
  startDate: '2025-03-01',
  endDate: '2025-03-02',
  startTime: null,
  endTime: null,
  startsAt: null,
  endsAt: null,
  timeZone: 'Europe/Paris',
  mode: 'UNKNOWN',
  place: null,
  registrationDeadline: null,
  status: 'UNKNOWN',
  statusReason: null,
  note: null,
  conflicts: [],
  countryGroup: null,
  countries: [],
  participants: [],
  provenance: {
    source: { title: 'CUF', url: 'https://example.org/?a=1&b="2"', licence: null },
    sources: [],
    asOf: '2025-02',
    asOfIsReadDay: false,
    confidence: 'CONFIRMED',
    updatedAt: '2026-11-30T00:00:00Z',
  },
};

describe('the portal', () => {
  it.each([
    [undefined, '/fr/'],
    ['en-GB,en;q=0.9,fr;q=0.8', '/en/'],
    ['de, fr;q=0.5, en;q=0.4', '/fr/'],
    ['zh', '/fr/'],
  ])('%s: opens in the language of its reader', async (acceptLanguage, location) => {
    const { portal } = portalOf({});
    const page = await portal.answer(ask('/', { acceptLanguage }));
    expect([page!.status, page!.headers.location, page!.headers.vary]).toEqual([
      302,
      location,
      'accept, accept-language',
    ]);
  });

  it.each([
    ['/fr', 308, '/fr/'],
    ['/fr?x=1', 308, '/fr/?x=1'],
    ['/fr/countries/bj', 308, '/fr/countries/BJ'],
    ['/en/countries/BJ/?after=a', 308, '/en/countries/BJ?after=a'],
    ['/en/agenda/', 308, '/en/agenda'],
    ['/search?theme=ENV&text=eau', 302, '/fr/search?theme=ENV&text=eau'],
    ['/countries/BJ', 302, '/fr/countries/BJ'],
  ])('%s: leads to the address of the page', async (address, status, location) => {
    const { portal, asked } = portalOf({});
    const page = (await portal.answer(ask(address)))!;
    expect([page.status, page.headers.location, asked]).toEqual([status, location, []]);
  });

  it('knows its addresses, so that methods that pages have not are refused', () => {
    const { portal } = portalOf({});
    expect(['/fr/agenda', '/en/events/x', '/fr/'].map((path) => portal.has(path))).toEqual([
      true,
      true,
      true,
    ]);
    expect(['/graphql', '/', '/fr/nowhere'].map((path) => portal.has(path))).toEqual([false, false, false]);
  });

  it('asks the graph with the language of the address and the network address of its reader', async () => {
    const { portal, asked } = portalOf({ data: { event } });
    await portal.answer(ask('/en/events/4e1f', { acceptLanguage: 'fr' }));
    expect(asked).toHaveLength(1);
    expect(asked[0]!.variables).toEqual({ id: '4e1f' });
    expect(asked[0]!.request).toMatchObject({ language: 'en', address: '192.0.2.1' });
    const file = fileURLToPath(new URL('../../../schema/operations/pages/event.graphql', import.meta.url));
    expect(asked[0]!.document).toBe(readFileSync(file, 'utf8'));
  });

  it('escapes what the data hold, in text, attributes and JSON-LD', async () => {
    const { portal } = portalOf({ data: { event } });
    const { body } = (await portal.answer(ask('/fr/events/4e1f')))!;
    expect(String(body)).not.toContain('<script>alert');
    expect(String(body)).toContain('href="https://example.org/?a=1&amp;b=&quot;2&quot;"');
    const [, json] = /<script type="application\/ld\+json">(.*?)<\/script>/.exec(String(body))!;
    expect(JSON.parse(json!)).toMatchObject({ '@type': 'Event', name: event.title, startDate: '2025-03-01' });
  });

  it('says that a past event of unknown state was not confirmed, and marks titles of another language', async () => {
    const { portal } = portalOf({ data: { event } });
    const english = String((await portal.answer(ask('/en/events/4e1f')))!.body);
    expect(english).toContain('date past, not confirmed that it took place');
    expect(english).toContain('<span lang="fr">');
    expect(english).toContain('<html lang="en">');
  });

  it('separates the lines of a message with CR LF, as mail programs want them', async () => {
    const { portal } = portalOf({ data: { event } });
    const { body } = (await portal.answer(ask('/fr/events/4e1f')))!;
    const [, letter] = /href="mailto:\?[^"]*body=([^"]*)"/.exec(String(body))!;
    expect(decodeURIComponent(letter!)).toBe(`${event.title}\r\nhttps://passerelle.example/fr/events/4e1f`);
  });

  it('shows what is to come, with links to files of the same rows in its language', async () => {
    const { portal } = portalOf({ data: {} });
    const html = String((await portal.answer(ask('/en/agenda?view=list&group=SAHEL')))!.body);
    const links = [...html.matchAll(/href="(\/(?:export|agenda)[^"]*)"/g)].map(
      ([, href]) => new URL(href!.replaceAll('&amp;', '&'), 'https://passerelle.example'),
    );
    const files = links.filter(({ pathname }) => pathname.startsWith('/export/events.'));
    expect(files).toHaveLength(4);
    for (const { searchParams } of files) {
      expect(JSON.parse(searchParams.get('filter')!)).toEqual({
        endDate: { gte: '2026-12-01' },
        countryGroup: { in: ['SAHEL'] },
      });
      expect(searchParams.get('lang')).toBe('en');
    }
    const [calendar] = links.filter(({ pathname }) => pathname === '/agenda.ics');
    expect(calendar!.search).toBe('?group=SAHEL&lang=en');
    expect(html).toContain('belong to no group');
  });

  it('says how much of a list it shows, and where the rest is', async () => {
    const provenance = { ...event.provenance, source: { ...event.provenance.source, url: null } };
    const country = {
      code: 'BJ',
      name: 'Bénin',
      aliases: [],
      subRegion: null,
      isLeastDeveloped: true,
      leastDevelopedAsOf: '2024-12-19',
      groups: [],
      expertises: {
        totalCount: 1_234,
        nodes: [
          { id: 'e', title: 'Eau', basis: 'DECLARED', theme: { code: 'ENV', name: 'Eau' }, authority: null },
        ],
      },
      provenance,
    };
    const page = async (totalCount: number) => {
      const { portal } = portalOf({
        data: { country: { ...country, expertises: { ...country.expertises, totalCount } } },
      });
      return String((await portal.answer(ask('/en/countries/BJ')))!.body);
    };
    expect(await page(1_234)).toContain('The page shows 1 of 1,234.');
    expect(await page(1_234)).toContain('/export/expertises.csv?');
    expect(await page(1)).not.toContain('The page shows');
  });

  it('names all that a search asks for, and a count that is no exact one', async () => {
    const pageInfo = { hasNextPage: false, hasPreviousPage: false, startCursor: null, endCursor: null };
    const region = [{ value: { code: '53', name: 'Bretagne' }, count: 1 }];
    const facets = { theme: [], country: [], region, kind: [], basis: [], confidence: [] };
    const { portal } = portalOf({
      data: {
        themes: { nodes: [{ code: 'ENV-WATER', name: 'Eau', level: 2 }] },
        authorities: { totalCount: 100_000, totalCountIsExact: false, pageInfo, facets, nodes: [] },
      },
    });
    const query = 'theme=ENV-WATER&text=puits&kind=COMMUNE&region=53&sort=name';
    const html = String((await portal.answer(ask(`/en/search?${query}`)))!.body);
    expect(html).toContain('<h1>Which authorities know about “Eau”? · “puits” · Commune · Bretagne</h1>');
    expect(html).toContain('More than 100,000 authorities found');
    expect(html).toContain(`orderBy=${encodeURIComponent('[{"field":"NAME","direction":"ASC"}]')}`);
  });

  it('has no code in its pages, and a policy that allows none', async () => {
    const { portal } = portalOf({ data: { event } });
    const { headers, body } = (await portal.answer(ask('/fr/events/4e1f')))!;
    const policy = headers['content-security-policy']!;
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toMatch(/unsafe|https?:|\*/);
    expect(String(body)).not.toMatch(
      /\sstyle=|\son\w+=|<style|<script(?! type="application\/ld\+json"| src="\/assets\/)/,
    );
  });

  it('names the same page in the other language, and its own address', async () => {
    const { portal } = portalOf({ data: { event } });
    const html = String((await portal.answer(ask('/fr/events/4e1f')))!.body);
    for (const [rel, language] of [
      ['canonical', 'fr'],
      ['alternate', 'en'],
    ])
      expect(html).toMatch(
        new RegExp(`<link rel="${rel}"[^>]* href="https://passerelle\\.example/${language}/events/4e1f"`),
      );
  });

  it('renders again only when the answer has changed', async () => {
    const result: PublicResult = { data: { event } };
    const { portal } = portalOf(result);
    const first = await portal.answer(ask('/fr/events/4e1f'));
    expect(await portal.answer(ask('/fr/events/4e1f'))).toBe(first);
    result.data = { event: { ...event, title: 'Une autre' } };
    const second = await portal.answer(ask('/fr/events/4e1f'));
    expect(second).not.toBe(first);
    expect(String(second!.body)).toContain('Une autre');
  });

  it.each(['9999-12', '0026-11', '2200-01', '2025-13', 'x'])(
    'shows this month where the query string names none: %s',
    async (month) => {
      const { portal, asked } = portalOf({ data: {} });
      const page = (await portal.answer(ask(`/fr/agenda?month=${month}`)))!;
      expect(asked[0]!.variables).toMatchObject({
        deadlines: { closesOn: { gte: '2026-12-01', lte: '2026-12-31' } },
      });
      expect(String(page.body)).toContain('décembre 2026');
    },
  );

  it('leaves the fields out that a form sent empty', async () => {
    const { portal, asked } = portalOf({});
    const page = await portal.answer(ask('/fr/search?theme=&country=BJ&text=%20'));
    expect([page!.status, page!.headers.location]).toEqual([302, '/fr/search?country=BJ']);
    expect(asked).toEqual([]);
  });
});

describe('when there is no page', () => {
  const error = (code: string, more: object = {}) => ({
    message: 'Pourquoi.',
    extensions: { code, ...more },
  });

  it.each([
    ['nothing there', { data: { event: null } }, 404],
    ['a wrong value', { errors: [error('BAD_USER_INPUT')], status: 400 }, 400],
    ['too many', { errors: [error('RATE_LIMITED', { retryAfter: 7 })], status: 429 }, 429],
    ['a subgraph away', { data: { event: null }, errors: [error('SUBGRAPH_UNAVAILABLE')] }, 503],
    ['a timeout', { errors: [error('TIMEOUT')], status: 504 }, 503],
  ] satisfies [string, PublicResult, number][])(
    '%s: the reader learns what to do',
    async (_, result, status) => {
      const { portal } = portalOf(result);
      const page = (await portal.answer(ask('/fr/events/4e1f')))!;
      expect(page.status).toBe(status);
      expect(page.headers['cache-control']).toBe('no-store');
      expect(page.headers['retry-after']).toBe(status === 429 ? '7' : status === 503 ? '30' : undefined);
      expect(String(page.body)).toMatch(/<h1>.+<\/h1><p>.+<\/p>/);
      expect(String(page.body)).toContain('noindex');
    },
  );

  it('an address of no page is answered in the language of the address, else in that of the reader', async () => {
    const { portal } = portalOf({});
    expect(String((await portal.answer(ask('/en/nowhere')))!.body)).toContain('This page does not exist');
    expect(await portal.answer(ask('/nowhere'))).toBeUndefined();
    expect(String(portal.notFound(ask('/nowhere', { acceptLanguage: 'en' })).body)).toContain('lang="en"');
    expect((await portal.answer(ask('/fr/events/%E0%A4%A')))!.status).toBe(404);
  });

  it('a page with a part missing says so, and is not kept', async () => {
    const { portal } = portalOf({ data: { event }, errors: [error('SUBGRAPH_UNAVAILABLE')] });
    const page = (await portal.answer(ask('/en/events/4e1f')))!;
    expect([page.status, page.headers['cache-control']]).toEqual([200, 'no-store']);
    expect(String(page.body)).toContain('A part of the database did not answer');
  });
});

describe('the files of the portal', () => {
  it('have addresses that name their content', async () => {
    const { portal } = portalOf({ data: { event } });
    const html = String((await portal.answer(ask('/fr/events/4e1f')))!.body);
    const paths = [...html.matchAll(/"(\/assets\/[^"]+)"/g)].map(([, path]) => path!);
    expect(paths.length).toBe(3);
    for (const path of paths) {
      expect(path).toMatch(/\.[0-9a-f]{12}\.(css|js|svg)$/);
      expect((await portal.answer(ask(path)))!.headers['cache-control']).toContain('immutable');
    }
    expect(await portal.answer(ask('/assets/portal.000000000000.css'))).toBeUndefined();
  });

  it('the script is below the 20 kB of the portal', async () => {
    const { portal } = portalOf({ data: { event } });
    const html = String((await portal.answer(ask('/fr/events/4e1f')))!.body);
    const [, path] = /src="(\/assets\/[^"]+\.js)"/.exec(html)!;
    expect((await portal.answer(ask(path!)))!.body.length).toBeLessThan(20_000);
  });
});
