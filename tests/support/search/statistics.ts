import { isEnded } from './search-reference-rows.js';
import { isStale, lastOf } from './search-reference.js';
import type { Facts, Thing } from './statistics-rows.js';

/** Reference implementation of statistics: counts rows of the services in the simplest way. */
export type Choice = { in?: string[]; notIn?: string[] };
interface Range {
  gte?: number;
  lte?: number;
}
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
  population?: Range;
  authority?: string[];
  foreignAuthority?: string[];
  language?: Choice;
  source?: Choice;
  confidence?: Choice;
  statedSince?: string;
  isEnded?: boolean;
  isStale?: boolean;
  amountEur?: Range;
  kind?: Choice;
  status?: Choice;
  year?: Range;
  and?: Filter[];
  or?: Filter[];
  not?: Filter;
}
export type Value = string | number | null;
export interface Summary {
  known: number;
  sum: number | null;
  average: number | null;
  median: number | null;
  minimum: number | null;
  maximum: number | null;
}
export interface Group {
  values: Value[];
  count: number;
  authorities: number;
  foreignAuthorities: number;
  countries: number;
  themes: number;
  inhabitants: Summary;
  amountEur: Summary;
}
type Country = Facts['countries'] extends Map<string, infer Row> ? Row : never;
type Authority = Facts['authorities'] extends Map<string, infer Row> ? Row : never;

const within = (value: number | null, { gte, lte }: Range) =>
  (gte === undefined || (value !== null && value >= gte)) &&
  (lte === undefined || (value !== null && value <= lte));

export function matches(facts: Facts, thing: Thing, filter: Filter): boolean {
  const countries = thing.countries.map((code) => facts.countries.get(code)!);
  const authorities = thing.authorities.map((id) => facts.authorities.get(id)!);
  const { country, worldRegion, worldSubRegion, isLeastDeveloped, countryGroup } = filter;
  const { region, department, authorityKind, population } = filter;
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
  const some = (values: string[], choice: Choice | undefined) =>
    (!choice?.in || values.some((value) => choice.in!.includes(value))) &&
    (!choice?.notIn || !values.some((value) => choice.notIn!.includes(value)));
  const { status, statedEnd, asOf } = thing;
  const stated = { status: status!, statedEnd, asOf };
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
    meets<Authority>(
      authorities,
      [
        [region, (row) => [row.region]],
        [department, ({ departments }) => departments],
        [authorityKind, ({ kind }) => [kind]],
      ],
      population?.gte === undefined && population?.lte === undefined
        ? undefined
        : (row) => within(row.population, population),
    ) &&
    (!filter.authority || thing.authorities.some((id) => filter.authority!.includes(id))) &&
    (!filter.foreignAuthority ||
      thing.foreignAuthorities.some((id) => filter.foreignAuthority!.includes(id))) &&
    some(thing.languages, filter.language) &&
    some(thing.sources, filter.source) &&
    inChoice(thing.confidence, filter.confidence) &&
    (filter.statedSince === undefined || (asOf !== null && lastOf(asOf) >= filter.statedSince)) &&
    (filter.isEnded === undefined || filter.isEnded === isEnded(stated)) &&
    (filter.isStale === undefined || filter.isStale === isStale(stated)) &&
    (!filter.amountEur || within(thing.amount, filter.amountEur)) &&
    (!hasOwnGroup || inChoice(thing.group, countryGroup)) &&
    (!filter.theme || inTheme(filter.theme)) &&
    (filter.isClassified === undefined || filter.isClassified === thing.themes.length > 0) &&
    inChoice(thing.kind, filter.kind) &&
    inChoice(thing.status, filter.status) &&
    (!filter.year || within(thing.year, filter.year)) &&
    (filter.and ?? []).every((part) => matches(facts, thing, part)) &&
    (!filter.or || filter.or.some((part) => matches(facts, thing, part))) &&
    (!filter.not || !matches(facts, thing, filter.not))
  );
}

const orNull = <Item>(items: Item[]): (Item | null)[] => (items.length ? items : [null]);
const compare = (a: Value, b: Value) => (a === b ? 0 : a === null ? 1 : b === null ? -1 : a < b ? -1 : 1);

const STEPS = [1, 2, 5].flatMap((step) => [3, 4, 5, 6].map((power) => step * 10 ** power));
const sizeOf = (population: number | null | undefined) =>
  population == null ? null : Math.max(0, ...STEPS.filter((step) => step <= population));

/** Source of the values of a dimension, in the order in which a combination holds them. */
type Combination = Record<
  'country' | 'theme' | 'authority' | 'foreignAuthority' | 'language' | 'label' | 'source',
  string | null
>;
const AXES: Record<keyof Combination, (thing: Thing) => string[]> = {
  country: ({ countries }) => countries,
  theme: ({ themes }) => themes,
  authority: ({ authorities }) => authorities,
  foreignAuthority: ({ foreignAuthorities }) => foreignAuthorities,
  language: ({ languages }) => languages,
  label: ({ labels }) => labels,
  source: ({ sources }) => sources,
};
const NEEDS: Record<string, keyof Combination> = {
  COUNTRY: 'country',
  WORLD_REGION: 'country',
  WORLD_SUB_REGION: 'country',
  COUNTRY_GROUP: 'country',
  THEME: 'theme',
  THEME_TREE: 'theme',
  THEME_HEAD: 'theme',
  REGION: 'authority',
  DEPARTMENT: 'authority',
  AUTHORITY_KIND: 'authority',
  SIZE_CLASS: 'authority',
  AUTHORITY: 'authority',
  FOREIGN_AUTHORITY: 'foreignAuthority',
  LANGUAGE: 'language',
  LABEL: 'label',
  SOURCE: 'source',
};

/** Values of each dimension of one thing in one of the combinations of its countries, themes and so on. */
const VALUES: Record<string, (facts: Facts, thing: Thing, one: Combination) => Value[]> = {
  COUNTRY: (_, __, { country }) => [country],
  WORLD_REGION: (facts, _, { country }) => [facts.countries.get(country!)?.region ?? null],
  WORLD_SUB_REGION: (facts, _, { country }) => [facts.countries.get(country!)?.subRegion ?? null],
  COUNTRY_GROUP: (facts, thing, { country }) =>
    facts.things.EVENTS!.includes(thing)
      ? [thing.group]
      : orNull(facts.countries.get(country!)?.groups ?? []),
  THEME: (_, __, { theme }) => [theme],
  THEME_TREE: (facts, _, { theme }) => facts.themes.get(theme!) ?? [null],
  THEME_HEAD: (facts, _, { theme }) => [facts.themes.get(theme!)?.[0] ?? null],
  REGION: (facts, _, { authority }) => [facts.authorities.get(authority!)?.region ?? null],
  DEPARTMENT: (facts, _, { authority }) =>
    orNull(facts.authorities.get(authority!)?.departments ?? []).map((code) =>
      code !== null && facts.departments.has(code) ? code : null,
    ),
  AUTHORITY_KIND: (facts, _, { authority }) => [facts.authorities.get(authority!)?.kind ?? null],
  SIZE_CLASS: (facts, _, { authority }) => [sizeOf(facts.authorities.get(authority!)?.population)],
  AUTHORITY: (_, __, { authority }) => [authority],
  FOREIGN_AUTHORITY: (_, __, { foreignAuthority }) => [foreignAuthority],
  LANGUAGE: (_, __, { language }) => [language],
  LABEL: (_, __, { label }) => [label],
  SOURCE: (_, __, { source }) => [source],
  CONFIDENCE: (_, { confidence }) => [confidence],
  KIND: (_, { kind }) => [kind],
  STATUS: (_, { status }) => [status],
  YEAR: (_, { year }) => [year],
  DECADE: (_, { year }) => [year === null ? null : Math.floor(year / 10) * 10],
};

const everyOne = (): Combination =>
  Object.fromEntries(Object.keys(AXES).map((axis) => [axis, null])) as Combination;

/** All combinations of the values of these axes. */
function combinationsOf(thing: Thing, axes: readonly (keyof Combination)[]): Combination[] {
  return axes.reduce<Combination[]>(
    (before, axis) =>
      before.flatMap((one) => orNull(AXES[axis](thing)).map((value) => ({ ...one, [axis]: value }))),
    [everyOne()],
  );
}

export function summaryOf(numbers: readonly (number | null)[]): Summary {
  const known = numbers.filter((number) => number !== null).sort((a, b) => a - b);
  if (!known.length)
    return { known: 0, sum: null, average: null, median: null, minimum: null, maximum: null };
  const sum = known.reduce((total, number) => total + number, 0);
  const middle = (known[Math.floor((known.length - 1) / 2)]! + known[Math.ceil((known.length - 1) / 2)]!) / 2;
  return {
    known: known.length,
    sum,
    average: sum / known.length,
    median: middle,
    minimum: known[0]!,
    maximum: known.at(-1)!,
  };
}

/** Distinct values of one axis of things, by group. */
const MEASURED = ['authority', 'foreignAuthority', 'country', 'theme'] as const;
type Found = Record<(typeof MEASURED)[number], Set<string>> & { values: Value[]; things: Set<Thing> };

function rowsOf(facts: Facts, thing: Thing, one: Combination, by: readonly string[]): Value[][] {
  return by.reduce<Value[][]>(
    (before, dimension) =>
      before.flatMap((row) => VALUES[dimension]!(facts, thing, one).map((value) => [...row, value])),
    [[]],
  );
}

/** Groups in their order: every combination of values of each thing; without dimensions, one group of all. */
export function groupsOf(facts: Facts, things: readonly Thing[], by: readonly string[]): Group[] {
  const found = new Map<string, Found>();
  const axes = by.flatMap((dimension) => NEEDS[dimension] ?? []);
  const add = (thing: Thing, one: Combination, use: (group: Found) => void) => {
    for (const values of rowsOf(facts, thing, one, by)) {
      const key = JSON.stringify(values);
      let group = found.get(key);
      if (!group) {
        group = {
          values,
          things: new Set(),
          authority: new Set(),
          foreignAuthority: new Set(),
          country: new Set(),
          theme: new Set(),
        };
        found.set(key, group);
      }
      use(group);
    }
  };
  for (const thing of things) {
    for (const one of combinationsOf(thing, [...new Set(axes)]))
      add(thing, one, (group) => group.things.add(thing));
    for (const axis of MEASURED)
      for (const one of combinationsOf(thing, [...new Set([...axes, axis])]))
        if (one[axis] !== null) add(thing, one, (group) => group[axis].add(one[axis]!));
  }
  return [...found.values()]
    .map((group) => ({
      values: group.values,
      count: group.things.size,
      authorities: group.authority.size,
      foreignAuthorities: group.foreignAuthority.size,
      countries: group.country.size,
      themes: group.theme.size,
      inhabitants: summaryOf([...group.authority].map((id) => facts.authorities.get(id)!.population)),
      amountEur: summaryOf([...group.things].map(({ amount }) => amount)),
    }))
    .sort(inOrder);
}

/** For a value of one dimension, the things that have it. */
export function thingsWith(facts: Facts, things: readonly Thing[], dimension: string, value: Value): Thing[] {
  const axis = NEEDS[dimension];
  return things.filter((thing) =>
    combinationsOf(thing, axis ? [axis] : []).some((one) =>
      VALUES[dimension]!(facts, thing, one).includes(value),
    ),
  );
}

/** Things that have no value of a dimension at all. */
export function thingsWithout(facts: Facts, things: readonly Thing[], dimension: string): Thing[] {
  const axis = NEEDS[dimension];
  return things.filter((thing) =>
    combinationsOf(thing, axis ? [axis] : []).every((one) =>
      VALUES[dimension]!(facts, thing, one).every((value) => value === null),
    ),
  );
}

type Ranked = Pick<Group, 'values' | 'count'>;
export function byValue(a: Ranked, b: Ranked): number {
  return a.values.map((value, index) => compare(value, b.values[index]!)).find((tie) => tie !== 0) ?? 0;
}
export const inOrder = (a: Ranked, b: Ranked): number => b.count - a.count || byValue(a, b);
