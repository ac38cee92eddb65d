import type pg from 'pg';

/** Reference implementation of statistics: reads the tables of the services, and counts in the simplest way. */
export interface Thing {
  id: string;
  countries: string[];
  themes: string[];
  authorities: string[];
  kind: string | null;
  status: string | null;
  year: number | null;
  group: string | null;
}
export type Choice = { in?: string[]; notIn?: string[] };
export interface Filter {
  country?: Choice;
  worldRegion?: Choice;
  worldSubRegion?: Choice;
  isLeastDeveloped?: boolean;
  countryGroup?: Choice;
  theme?: { code: string; descendants?: boolean };
  isClassified?: boolean;
  region?: Choice;
  department?: Choice;
  authorityKind?: Choice;
  kind?: Choice;
  status?: Choice;
  year?: { gte?: number; lte?: number };
  and?: Filter[];
  or?: Filter[];
  not?: Filter;
}
export type Value = string | number | null;
export interface Group {
  values: Value[];
  count: number;
  authorities: number;
}

const noAuthorities = `'{}'::uuid[] AS authorities`;
const QUERIES: Record<string, string> = {
  PARTNERSHIPS: `SELECT id, ARRAY[country_code] AS countries, theme_codes AS themes, kind, status_in_source AS status, start_year AS year,
    NULL AS "group", ARRAY(SELECT f.authority_id FROM cooperations.partnership_french_authority f WHERE f.partnership_id = p.id) AS authorities
    FROM cooperations.partnership p`,
  EXPERTISES: `SELECT id, country_codes AS countries, ARRAY[theme_code] AS themes, basis AS kind, NULL AS status, NULL AS year,
    NULL AS "group", ARRAY[authority_id] AS authorities FROM expertises.expertise`,
  REQUESTS: `SELECT id, ARRAY[country_code] AS countries, theme_codes AS themes, NULL AS kind, status, substr(opened_on, 1, 4)::int AS year,
    NULL AS "group", ${noAuthorities} FROM cooperations.cooperation_request`,
  EVENTS: `SELECT id, country_codes AS countries, '{}'::text[] AS themes, kind, status, to_char(start_date, 'YYYY')::int AS year,
    country_group_code AS "group", ${noAuthorities} FROM events.event`,
  CALLS: `SELECT id, country_codes AS countries, theme_codes AS themes, kind, NULL AS status, to_char(opens_on, 'YYYY')::int AS year,
    NULL AS "group", ${noAuthorities} FROM cooperations.call_for_projects`,
};

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
}

/** Reads the tables of the services. */
export async function readFacts(client: pg.Client) {
  const rowsOf = async <Row>(text: string) => (await client.query(text)).rows as Row[];
  const countries =
    await rowsOf<Country>(`SELECT code, region, sub_region AS "subRegion", least_developed AS "leastDeveloped",
    ARRAY(SELECT g.code FROM country_groups.country_group g WHERE c.code = ANY(g.country_codes)) AS groups FROM country_groups.country c`);
  const authorities = await rowsOf<Authority>(
    `SELECT id, kind, region_code AS region, department_codes AS departments, population FROM authorities.authority`,
  );
  const themes = await rowsOf<{ code: string; path: string[] }>(
    'SELECT code, path_codes AS path FROM expertises.theme',
  );
  const regions = await rowsOf<{ code: string; population: number | null }>(
    'SELECT r.code, a.population FROM authorities.region r LEFT JOIN authorities.authority a ON a.id = r.authority_id',
  );
  const things: Record<string, Thing[]> = {};
  for (const [subject, query] of Object.entries(QUERIES)) things[subject] = await rowsOf<Thing>(query);
  return {
    things,
    countries: new Map(countries.map((country) => [country.code, country])),
    authorities: new Map(authorities.map((authority) => [authority.id, authority])),
    themes: new Map(themes.map((theme) => [theme.code, theme.path])),
    regions: new Map(regions.map(({ code, population }) => [code, population])),
  };
}
export type Facts = Awaited<ReturnType<typeof readFacts>>;

export function matches(facts: Facts, thing: Thing, filter: Filter): boolean {
  const countries = thing.countries.map((code) => facts.countries.get(code)!);
  const authorities = thing.authorities.map((id) => facts.authorities.get(id)!);
  const { country, worldRegion, worldSubRegion, isLeastDeveloped, countryGroup } = filter;
  const { region, department, authorityKind } = filter;
  type Test<Row> = [Choice | undefined, (row: Row) => (string | null)[]];
  const isOne = (values: (string | null)[], of: string[]) =>
    values.some((value) => value !== null && of.includes(value));
  /** Whether one row matches every `in`, and no row matches a `notIn`. */
  const meets = <Row>(rows: Row[], tests: Test<Row>[], more?: (row: Row) => boolean) => {
    const wanted = tests.filter(([choice]) => choice?.in);
    return (
      tests.every(([choice, of]) => !choice?.notIn || !rows.some((row) => isOne(of(row), choice.notIn!))) &&
      ((!wanted.length && !more) ||
        rows.some(
          (row) => (!more || more(row)) && wanted.every(([choice, of]) => isOne(of(row), choice!.in!)),
        ))
    );
  };
  const hasOwnGroup = facts.things.EVENTS!.includes(thing);
  const inChoice = (value: string | null, choice: Choice | undefined) =>
    (!choice?.in || isOne([value], choice.in)) && (!choice?.notIn || !isOne([value], choice.notIn));
  const inTheme = ({ code, descendants = true }: NonNullable<Filter['theme']>) =>
    thing.themes.some((one) => one === code || (descendants && facts.themes.get(one)!.includes(code)));
  const inYear = ({ gte, lte }: NonNullable<Filter['year']>) =>
    (gte === undefined || (thing.year !== null && thing.year >= gte)) &&
    (lte === undefined || (thing.year !== null && thing.year <= lte));
  return (
    meets<Country>(
      countries,
      [
        [country, ({ code }) => [code]],
        [worldRegion, (row) => [row.region]],
        [worldSubRegion, (row) => [row.subRegion]],
        [hasOwnGroup ? undefined : countryGroup, ({ groups }) => groups],
      ],
      isLeastDeveloped === undefined ? undefined : (row) => row.leastDeveloped === isLeastDeveloped,
    ) &&
    meets<Authority>(authorities, [
      [region, (row) => [row.region]],
      [department, ({ departments }) => departments],
      [authorityKind, ({ kind }) => [kind]],
    ]) &&
    (!hasOwnGroup || inChoice(thing.group, countryGroup)) &&
    (!filter.theme || inTheme(filter.theme)) &&
    (filter.isClassified === undefined || filter.isClassified === thing.themes.length > 0) &&
    inChoice(thing.kind, filter.kind) &&
    inChoice(thing.status, filter.status) &&
    (!filter.year || inYear(filter.year)) &&
    (filter.and ?? []).every((part) => matches(facts, thing, part)) &&
    (!filter.or || filter.or.some((part) => matches(facts, thing, part))) &&
    (!filter.not || !matches(facts, thing, filter.not))
  );
}

const orNull = <Item>(items: Item[]): (Item | null)[] => (items.length ? items : [null]);
const compare = (a: Value, b: Value) => (a === b ? 0 : a === null ? 1 : b === null ? -1 : a < b ? -1 : 1);

/** Groups in their order: every combination of country, theme and authority of each row. */
export function groupsOf(facts: Facts, things: readonly Thing[], by: readonly string[]): Group[] {
  const found = new Map<string, { values: Value[]; things: Set<string>; authorities: Set<string> }>();
  for (const thing of things)
    for (const country of orNull(thing.countries))
      for (const theme of orNull(thing.themes))
        for (const authority of orNull(thing.authorities)) {
          const place = facts.countries.get(country!);
          const path = facts.themes.get(theme!);
          const holder = facts.authorities.get(authority!);
          const valuesOf: Record<string, Value[]> = {
            COUNTRY: [country],
            WORLD_REGION: [place?.region ?? null],
            WORLD_SUB_REGION: [place?.subRegion ?? null],
            THEME: [theme],
            THEME_TREE: path ?? [null],
            THEME_HEAD: [path?.[0] ?? null],
            REGION: [holder?.region ?? null],
            AUTHORITY_KIND: [holder?.kind ?? null],
            KIND: [thing.kind],
            STATUS: [thing.status],
            YEAR: [thing.year],
          };
          const rows = by.reduce<Value[][]>(
            (before, dimension) =>
              before.flatMap((row) => valuesOf[dimension]!.map((value) => [...row, value])),
            [[]],
          );
          for (const values of rows) {
            const key = JSON.stringify(values);
            const group = found.get(key) ?? { values, things: new Set(), authorities: new Set() };
            found.set(key, group);
            group.things.add(thing.id);
            if (authority) group.authorities.add(authority);
          }
        }
  return [...found.values()]
    .map((group) => ({
      values: group.values,
      count: group.things.size,
      authorities: group.authorities.size,
    }))
    .sort(inOrder);
}

export function inOrder(a: Group, b: Group): number {
  const ties = a.values.map((value, index) => compare(value, b.values[index]!));
  return b.count - a.count || ties.find((tie) => tie !== 0) || 0;
}
