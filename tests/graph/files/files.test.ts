import { describe, expect, it } from '@jest/globals';
import Papa from 'papaparse';
import readXlsxFile from 'read-excel-file/node';
import { GRAPH, dataOf } from '../../support/graph.js';
import { loadJudges } from '../../support/processes/judges.js';

// Files as programs of others read them, beside the graph page by page.

const { ICAL, RssParser } = await loadJudges();

const file = (path: string, headers: Record<string, string> = {}) => fetch(`${GRAPH}${path}`, { headers });

interface Partnership {
  id: string;
  title: string | null;
  startYear: number | null;
  isStale: boolean;
  amountEur: number | null;
  countries: { code: string; name: string }[];
  frenchAuthorities: { siren: string | null; name: string }[];
  amounts: { amount: number; currency: string; year: number | null; funder: string | null }[];
  provenance: { asOf: string | null; confidence: string; source: { title: string; licence: string | null } };
}

/** All partnerships, read by a plain loop over pages of another size than those of an export. */
async function partnershipsOfGraph(): Promise<Partnership[]> {
  const all: Partnership[] = [];
  let after: string | null = null;
  do {
    const { partnerships } = (await dataOf(
      'query ($after: String) { partnerships(first: 97, after: $after) { nodes { id title startYear isStale amountEur countries { code name } frenchAuthorities { siren name } amounts { amount currency year funder } provenance { asOf confidence source { title licence } } } pageInfo { hasNextPage endCursor } } }',
      { after },
      { 'accept-language': 'en' },
    )) as {
      partnerships: { nodes: Partnership[]; pageInfo: { hasNextPage: boolean; endCursor: string } };
    };
    all.push(...partnerships.nodes);
    after = partnerships.pageInfo.hasNextPage ? partnerships.pageInfo.endCursor : null;
  } while (after !== null);
  return all;
}

const unguarded = (cell: string) => cell.replace(/^'/, '');
const joined = (values: (string | null)[]) =>
  values.map((value) => (value ?? '').replaceAll(/[\\|]/g, '\\$&')).join('|');
const text = (value: string | number | null) => String(value ?? '');

describe('the file of all partnerships', () => {
  it('equals the graph row by row, as CSV by papaparse and as a workbook by read-excel-file', async () => {
    const expected = await partnershipsOfGraph();
    expect(expected.length).toBeGreaterThan(3_000);
    const csv = await (await file('/export/partnerships.csv?lang=en')).text();
    const { data, errors } = Papa.parse<Record<string, string>>(csv, { header: true, skipEmptyLines: true });
    expect(errors).toEqual([]);
    expect(data).toHaveLength(expected.length);
    const response = await file(
      '/export/partnerships.xlsx?lang=en&columns=id,startYear,isStale,title,amountEur',
    );
    const [sheet] = await readXlsxFile(Buffer.from(await response.arrayBuffer()), { trim: false });
    const cells = sheet!.data.slice(1);
    expect(cells).toHaveLength(expected.length);
    for (const [index, row] of expected.entries()) {
      const read = data[index]!;
      expect(read).toMatchObject({
        id: row.id,
        startYear: text(row.startYear),
        isStale: String(row.isStale),
        amountEur: text(row.amountEur),
        asOf: text(row.provenance.asOf),
        confidence: row.provenance.confidence,
        sourceLicence: text(row.provenance.source.licence),
        countries_code: joined(row.countries.map(({ code }) => code)),
        frenchAuthorities_siren: joined(row.frenchAuthorities.map(({ siren }) => siren)),
      });
      expect(unguarded(read.title!)).toBe(text(row.title));
      expect(unguarded(read.source!)).toBe(row.provenance.source.title);
      expect(unguarded(read.frenchAuthorities_name!)).toBe(
        joined(row.frenchAuthorities.map(({ name }) => name)),
      );
      expect(read.amounts ? JSON.parse(read.amounts) : []).toEqual(row.amounts);
      expect(cells[index]).toEqual([row.id, row.startYear, row.isStale, row.title, row.amountEur]);
    }
  });

  it('continues behind any row, and is filtered as the graph filters', async () => {
    const filter = encodeURIComponent(JSON.stringify({ country: { in: ['BJ'] } }));
    const url = `/export/partnerships.csv?filter=${filter}&columns=id,country_code&header=0&cursor=1`;
    const rowsOf = async (path: string) =>
      Papa.parse<string[]>(await (await file(path)).text(), { skipEmptyLines: true }).data;
    const all = await rowsOf(url);
    const { partnerships } = await dataOf(
      '{ partnerships(filter: { country: { in: ["BJ"] } }) { totalCount } }',
    );
    expect(all).toHaveLength((partnerships as { totalCount: number }).totalCount);
    expect(all.length).toBeGreaterThan(10);
    expect(new Set(all.map(([, country]) => country))).toEqual(new Set(['BJ']));
    expect(await rowsOf(`${url}&after=${encodeURIComponent(all[6]![2]!)}`)).toEqual(all.slice(7));
  });
});

describe('a list that not everybody may read', () => {
  it('is refused as the graph refuses it', async () => {
    const response = await file('/export/apiKeys.csv', { 'accept-language': 'en' });
    expect([response.status, ((await response.json()) as { code: string }).code]).toEqual([
      401,
      'UNAUTHENTICATED',
    ]);
    const wrong = await file('/export/partnerships.csv', { authorization: 'Bearer wrong' });
    expect([wrong.status, wrong.headers.get('www-authenticate')]).toEqual([
      401,
      expect.stringContaining('Bearer'),
    ]);
  });
});

/** Event as ical.js reads it. */
interface CalendarEvent {
  uid: string;
  summary: string;
  startDate: { toString(): string; isDate: boolean };
}

describe('the agenda', () => {
  const calendarOf = async (path: string, headers = {}) => {
    const response = await file(path, headers);
    expect(response.headers.get('content-type')).toBe('text/calendar; charset=utf-8');
    const calendar = new ICAL.Component(ICAL.parse(await response.text()));
    return {
      etag: response.headers.get('etag')!,
      events: (calendar.getAllSubcomponents('vevent') as unknown[]).map(
        (event) => new ICAL.Event(event) as CalendarEvent,
      ),
    };
  };

  it('has the events of the graph, with their days, and is not sent again when nothing has changed', async () => {
    const { events, etag } = await calendarOf('/agenda.ics?lang=fr');
    const uids = events.map(({ uid }) => uid);
    expect(new Set(uids).size).toBe(uids.length);
    const since = new Date(Date.now() - 365 * 86_400_000).toISOString().slice(0, 10);
    const { events: page } = (await dataOf(
      'query ($since: Date!) { events(first: 100, filter: { endDate: { gte: $since } }) { nodes { id title startDate endDate startTime } } }',
      { since },
      { 'accept-language': 'fr' },
    )) as {
      events: {
        nodes: { id: string; title: string; startDate: string; endDate: string; startTime: string | null }[];
      };
    };
    expect(page.nodes.length).toBeGreaterThan(5);
    for (const { id, title, startDate, startTime } of page.nodes) {
      const event = events.find(({ uid }) => uid === `${id}@passerelle`)!;
      expect([event.summary, event.startDate.toString().slice(0, 10), event.startDate.isDate]).toEqual([
        title,
        startDate,
        startTime === null,
      ]);
    }
    expect((await file('/agenda.ics?lang=fr', { 'if-none-match': etag })).status).toBe(304);
    expect((await calendarOf('/agenda.ics?lang=en')).events.map(({ uid }) => uid)).toEqual(uids);
  });

  it('is narrowed to a country, and a country that does not exist is refused', async () => {
    const all = (await calendarOf('/agenda.ics')).events.length;
    expect((await calendarOf('/agenda.ics?country=HT')).events.length).toBeLessThan(all);
    expect((await file('/agenda.ics?country=ZZ')).status).toBe(400);
    expect((await file('/agenda.ics?pays=HT')).status).toBe(400);
  });
});

describe('the feeds', () => {
  it.each([
    ['/news.atom', 'newsItems(first: 50) { nodes { id } }', 'urn:uuid:'],
    ['/changes.atom', 'changes(last: 50) { nodes { id } }', 'urn:passerelle:change:'],
  ])('%s is read by another parser, in both languages with the same entries', async (path, field, prefix) => {
    const read = async (lang: string) =>
      new RssParser().parseString(await (await file(`${path}?lang=${lang}`)).text());
    const [fr, en] = [await read('fr'), await read('en')];
    expect(fr.title).not.toBe(en.title);
    const ids = (fr.items as unknown as { id: string; title: string; isoDate: string }[]).map((item) => {
      expect(item.title).toBeTruthy();
      expect(Date.parse(item.isoDate)).toBeGreaterThan(0);
      return item.id;
    });
    expect((en.items as unknown as { id: string }[]).map(({ id }) => id)).toEqual(ids);
    const { page } = (await dataOf(`{ page: ${field} }`)) as { page: { nodes: { id: string }[] } };
    const expected = page.nodes.map(({ id }) => prefix + id);
    expect(ids.length).toBeGreaterThan(5);
    expect(new Set(ids)).toEqual(new Set(expected));
    const { headers } = await file(path);
    expect((await file(path, { 'if-none-match': headers.get('etag')! })).status).toBe(304);
  });
});

describe('an entity', () => {
  it('has a permanent address, which its row names', async () => {
    const [row] = (await (await file('/export/regions.json?limit=1')).json()) as {
      id: string;
      name: string;
      link: string;
    }[];
    const own = (await (await fetch(row!.link)).json()) as Record<string, unknown>;
    expect(own).toEqual({ type: 'Region', ...row });
    expect((await file(`/id/${row!.id.replace(/.$/, (last) => (last === '0' ? '1' : '0'))}`)).status).toBe(
      404,
    );
  });
});
