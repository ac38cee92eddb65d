import type pg from 'pg';
import { dayNow, endOfPeriod, isEnded } from './search-reference-rows.js';

/** Rows of the tables of the services, for the reference implementation of statistics. */
export interface Thing {
  id: string;
  countries: string[];
  themes: string[];
  authorities: string[];
  foreignAuthorities: string[];
  languages: string[];
  labels: string[];
  sources: string[];
  kind: string | null;
  status: string | null;
  year: number | null;
  group: string | null;
  confidence: string | null;
  amount: number | null;
  asOf: string | null;
  statedEnd: string | null;
}
interface Country {
  code: string;
  region: string | null;
  subRegion: string | null;
  leastDeveloped: boolean;
  groups: string[];
}
interface Authority {
  id: string;
  kind: string;
  region: string | null;
  departments: string[];
  population: number | null;
  isCurrent: boolean;
}
interface Label {
  expertise: string;
  authority: string;
  programme: string;
  from: string;
  until: string | null;
  revoked: string | null;
}

const NOTHING: Omit<Thing, 'id'> = {
  countries: [],
  themes: [],
  authorities: [],
  foreignAuthorities: [],
  languages: [],
  labels: [],
  sources: [],
  kind: null,
  status: null,
  year: null,
  group: null,
  confidence: null,
  amount: null,
  asOf: null,
  statedEnd: null,
};
const yearOf = (date: string | null) => (date === null ? null : Number(date.slice(0, 4)));
const distinct = <Item>(items: Item[]) => [...new Set(items)];

/** Reads the tables of the services. */
export async function readFacts(client: pg.Client) {
  const rowsOf = async <Row>(text: string) => (await client.query(text)).rows as Row[];
  const countries =
    await rowsOf<Country>(`SELECT code, region, sub_region AS "subRegion", least_developed AS "leastDeveloped",
    ARRAY(SELECT g.code FROM country_groups.country_group g WHERE c.code = ANY(g.country_codes)) AS groups FROM country_groups.country c`);
  const authorities = await rowsOf<Authority>(
    `SELECT id, kind, region_code AS region, department_codes AS departments, population, valid_to IS NULL AS "isCurrent" FROM authorities.authority`,
  );
  const departments = await rowsOf<{ code: string }>('SELECT code FROM authorities.department');
  const themes = await rowsOf<{ code: string; path: string[] }>(
    'SELECT code, path_codes AS path FROM expertises.theme',
  );
  const regions = await rowsOf<{ code: string; population: number | null }>(
    'SELECT r.code, a.population FROM authorities.region r LEFT JOIN authorities.authority a ON a.id = r.authority_id',
  );
  const things = {
    PARTNERSHIPS: await readPartnerships(rowsOf),
    ...(await readExpertisesAndAuthorities(rowsOf, authorities)),
    REQUESTS: (await rowsOf<any>('SELECT * FROM cooperations.cooperation_request')).map((row): Thing => ({
      ...NOTHING,
      id: row.id,
      countries: [row.country_code],
      themes: row.theme_codes,
      foreignAuthorities: row.foreign_authority_id === null ? [] : [row.foreign_authority_id],
      languages: row.languages,
      status: row.status,
      year: yearOf(row.opened_on),
    })),
    EVENTS: (await rowsOf<any>('SELECT *, start_date::text AS day FROM events.event')).map((row): Thing => ({
      ...NOTHING,
      id: row.id,
      countries: row.country_codes,
      kind: row.kind,
      status: row.status,
      year: yearOf(row.day),
      group: row.country_group_code,
    })),
    CALLS: (await rowsOf<any>('SELECT *, opens_on::text AS day FROM cooperations.call_for_projects')).map(
      (row): Thing => ({
        ...NOTHING,
        id: row.id,
        countries: row.country_codes,
        themes: row.theme_codes,
        kind: row.kind,
        year: yearOf(row.day),
      }),
    ),
  };
  const partnershipsOf = new Map<string, Thing[]>();
  for (const partnership of things.PARTNERSHIPS)
    for (const authority of partnership.authorities)
      partnershipsOf.set(authority, [...(partnershipsOf.get(authority) ?? []), partnership]);
  for (const authority of things.AUTHORITIES) {
    const own = partnershipsOf.get(authority.id) ?? [];
    authority.foreignAuthorities = distinct(own.flatMap((partnership) => partnership.foreignAuthorities));
    const lasting = own.filter(
      ({ status, statedEnd }) => status !== 'UNDER_NEGOTIATION' && !isEnded({ status: status!, statedEnd }),
    );
    authority.countries = distinct([
      ...authority.countries,
      ...lasting.flatMap((partnership) => partnership.countries),
    ]);
  }
  return {
    things: things as Record<string, Thing[]>,
    countries: new Map(countries.map((country) => [country.code, country])),
    authorities: new Map(authorities.map((authority) => [authority.id, authority])),
    themes: new Map(themes.map((theme) => [theme.code, theme.path])),
    regions: new Map(regions.map(({ code, population }) => [code, population])),
    departments: new Set(departments.map(({ code }) => code)),
  };
}
export type Facts = Awaited<ReturnType<typeof readFacts>>;
type RowsOf = <Row>(text: string) => Promise<Row[]>;

async function readPartnerships(rowsOf: RowsOf): Promise<Thing[]> {
  const rows = await rowsOf<any>(
    `SELECT *, end_date::text AS last_day,
      ARRAY(SELECT f.authority_id FROM cooperations.partnership_french_authority f WHERE f.partnership_id = p.id) AS french,
      ARRAY(SELECT f.foreign_authority_id FROM cooperations.partnership_foreign_authority f WHERE f.partnership_id = p.id) AS foreigners
     FROM cooperations.partnership p`,
  );
  return rows.map((row) => ({
    ...NOTHING,
    id: row.id,
    countries: row.country_codes,
    themes: row.theme_codes,
    authorities: row.french,
    foreignAuthorities: row.foreigners,
    sources: distinct(row.sources.map(({ title }: { title: string }) => title)),
    kind: row.kind,
    status: row.status_in_source,
    year: row.start_year,
    confidence: row.confidence,
    amount: row.amount_eur,
    asOf: row.as_of,
    statedEnd: row.last_day ?? endOfPeriod(`${row.title_fr ?? ''} ${row.title_en ?? ''}`),
  }));
}

/** Expertises, and authorities with what their expertises show of them. */
async function readExpertisesAndAuthorities(rowsOf: RowsOf, authorities: Authority[]) {
  const labels = await rowsOf<Label>(
    `SELECT expertise_id AS expertise, authority_id AS authority, programme_code AS programme, valid_from::text AS from,
      valid_until::text AS until, revoked_on::text AS revoked FROM expertises.label`,
  );
  const today = dayNow();
  const valid = labels.filter(
    ({ from, until, revoked }) => revoked === null && from <= today && (until === null || until >= today),
  );
  const rows = await rowsOf<any>('SELECT * FROM expertises.expertise WHERE withdrawn_on IS NULL');
  const expertises = rows.map((row) => {
    const own = valid.filter(({ expertise }) => expertise === row.id);
    return {
      ...NOTHING,
      id: row.id as string,
      countries: row.country_codes as string[],
      themes: [row.theme_code as string],
      authorities: [row.authority_id as string],
      languages: (row.languages ?? []) as string[],
      labels: distinct(own.map(({ programme }) => programme)),
      kind: own.length ? 'LABELLED' : (row.basis as string),
      isDeclared: row.basis !== 'EVIDENCED',
    };
  });
  const byAuthority = new Map<string, typeof expertises>();
  for (const expertise of expertises) {
    const [holder] = expertise.authorities;
    byAuthority.set(holder!, [...(byAuthority.get(holder!) ?? []), expertise]);
  }
  const current = authorities.filter(({ isCurrent }) => isCurrent);
  const AUTHORITIES = current.map(({ id, kind }): Thing => {
    const held = byAuthority.get(id) ?? [];
    return {
      ...NOTHING,
      id,
      kind,
      authorities: [id],
      countries: distinct(held.filter(({ isDeclared }) => isDeclared).flatMap((one) => one.countries)),
      themes: distinct(held.flatMap((one) => one.themes)),
      languages: distinct(held.flatMap((one) => one.languages)),
      labels: distinct(valid.filter(({ authority }) => authority === id).map(({ programme }) => programme)),
    };
  });
  return { EXPERTISES: expertises as Thing[], AUTHORITIES };
}
