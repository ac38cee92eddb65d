import { AuthorityKind, ForeignAuthorityKind, isSiren } from '#vocabulary';
import { foldText } from '#kernel/values';
import { readFrenchName, readPlaceCountryYear, readPlaceYearProvince } from '../values/index.js';
import type { ForeignSpec, FrenchSpec, SideSpec } from './import-map.js';
import type { ForeignAuthorityText, FrenchAuthorityText } from './import-row.js';
import type { Lookups } from './lookups.js';
import { RowCells, type Value } from './row-cells.js';

/** Partners of a row, and the year that is glued to the name of one. */
export interface Partners {
  readonly french: readonly FrenchAuthorityText[];
  readonly foreign: readonly ForeignAuthorityText[];
  readonly glued: Value | null;
}

const FRANCE = 'FR';

/** Wikidata id of an id or of its address; a remark for anything else. */
function wikidataId(cells: RowCells, value: Value | null): string | undefined {
  if (!value) return undefined;
  const id = /(?:^|\/)(Q[1-9]\d*)$/.exec(value.text)?.[1];
  if (!id) cells.remark(value, 'WIKIDATA_INVALID');
  return id;
}

/** SIREN of a SIREN, a SIRET or an identifier that ends in one, such as `FR-SIREN-213502388`. */
function siren(cells: RowCells, value: Value | null): string | undefined {
  if (!value) return undefined;
  const digits = /(?:^|\D)(\d{9})(?:\d{5})?$/.exec(value.text.replaceAll(/[\s\u00a0\u202f.]/g, ''))?.[1];
  if (digits !== undefined && isSiren(digits)) return digits;
  cells.remark(value, 'SIREN_INVALID');
  return undefined;
}

function fiveCharacters(cells: RowCells, value: Value | null): string | undefined {
  if (!value) return undefined;
  // Spreadsheets drop the zero of "01004".
  const code = value.text.toUpperCase().padStart(5, '0');
  if (/^(\d{2}|2[AB])\d{3}$/.test(code)) return code;
  cells.remark(value, 'CODE_INVALID');
  return undefined;
}

const codeOf = <Code extends string>(
  codes: Readonly<Record<string, Code>>,
  value: Value | null,
): Code | undefined => Object.values(codes).find((code) => code === value?.text);

/** Drops keys without a value. */
const defined = <Row extends object>(row: { [Key in keyof Row]: Row[Key] | undefined }): Row =>
  Object.fromEntries(Object.entries(row).filter(([, value]) => value !== undefined && value !== '')) as Row;

/** Whether the place of a list has the values that its partner needs beside it. */
function isWanted(cells: RowCells, conditions: FrenchSpec['only'], index: number): boolean {
  return (conditions ?? []).every(({ column, is, startsWith }) => {
    const text = RowCells.at(cells.values({ column }), index)?.text ?? '';
    return (
      (is === undefined || is.some((one) => foldText(one) === foldText(text))) &&
      (startsWith === undefined || text.startsWith(startsWith))
    );
  });
}

function frenchOf(cells: RowCells, spec: FrenchSpec): FrenchAuthorityText[] {
  const lists = {
    name: cells.values(spec.name),
    siren: cells.values(spec.siren),
    inseeCode: cells.values(spec.inseeCode),
    postalCode: cells.values(spec.postalCode),
    department: cells.values(spec.department),
    kind: cells.values(spec.kind),
    wikidataId: cells.values(spec.wikidataId),
  };
  const length = Math.max(
    lists.name.length,
    lists.siren.length,
    lists.inseeCode.length,
    lists.wikidataId.length,
  );
  return Array.from({ length }, (_, index) => index)
    .filter((index) => isWanted(cells, spec.only, index))
    .flatMap((index) => {
      const at = (name: keyof typeof lists) => RowCells.at(lists[name], index);
      const name = at('name');
      const reading = name ? readFrenchName(name.text) : undefined;
      const row = defined<FrenchAuthorityText>({
        name: reading?.name,
        siren: siren(cells, at('siren')),
        inseeCode: fiveCharacters(cells, at('inseeCode')),
        wikidataId: wikidataId(cells, at('wikidataId')),
      });
      if (Object.keys(row).length === 0) return [];
      return defined<FrenchAuthorityText>({
        ...row,
        postalCode: fiveCharacters(cells, at('postalCode')) ?? reading?.postalCode,
        department: at('department')?.text ?? reading?.department,
        kind: codeOf(AuthorityKind, at('kind')),
      });
    });
}

/** Code of the country of a partner abroad; a refusal without one. */
function countryOf(cells: RowCells, value: Value | null, lookups: Lookups): string | null {
  if (!value) return cells.refuse(null, 'COUNTRY_MISSING');
  const code = lookups.country(value.text);
  if (code === null) return cells.refuse(value, 'COUNTRY_UNKNOWN');
  return code === FRANCE ? cells.refuse(value, 'COUNTRY_IS_FRANCE') : code;
}

function coordinates(cells: RowCells, latitude: Value | null, longitude: Value | null) {
  if (!latitude || !longitude) return {};
  const [lat, lon] = [latitude, longitude].map(({ text }) => Number(text.replace(',', '.'))) as [
    number,
    number,
  ];
  if (Math.abs(lat) <= 90 && Math.abs(lon) <= 180) return { latitude: lat, longitude: lon };
  cells.remark(latitude, 'COORDINATES_INVALID');
  return {};
}

/** Name of a partner abroad, and what its column has glued to it. */
function gluedName(spec: ForeignSpec, name: Value) {
  if (spec.glued === 'place-year-province') return readPlaceYearProvince(name.text);
  if (spec.glued === 'place-country-year') return readPlaceCountryYear(name.text) ?? { name: name.text };
  return { name: name.text };
}

function foreignOf(
  cells: RowCells,
  spec: ForeignSpec,
  lookups: Lookups,
  glued: Value[],
): ForeignAuthorityText[] {
  const names = cells.values(spec.name);
  const beside = {
    country: cells.values(spec.country),
    kind: cells.values(spec.kind),
    subdivision: cells.values(spec.subdivision),
    wikidataId: cells.values(spec.wikidataId),
    latitude: cells.values(spec.latitude),
    longitude: cells.values(spec.longitude),
  };
  return names
    .map((name, index) => ({ name, index }))
    .filter(({ name, index }) => name.text !== '' && isWanted(cells, spec.only, index))
    .flatMap(({ name, index }) => {
      const at = (field: keyof typeof beside) => RowCells.at(beside[field], index);
      const reading: ReturnType<typeof readPlaceYearProvince> = gluedName(spec, name);
      if (reading.year) glued.push({ column: name.column, text: reading.year });
      const countryValue = reading.countryText
        ? { column: name.column, text: reading.countryText }
        : at('country');
      const country = countryOf(cells, countryValue, lookups);
      if (country === null) return [];
      return [
        defined<ForeignAuthorityText>({
          name: reading.name,
          country,
          countryText: countryValue!.column === '' ? undefined : countryValue!.text,
          kind: codeOf(ForeignAuthorityKind, at('kind')),
          subdivision: at('subdivision')?.text ?? reading.subdivision,
          wikidataId: wikidataId(cells, at('wikidataId')),
          ...coordinates(cells, at('latitude'), at('longitude')),
        }),
      ];
    });
}

/** Partner of a side, French or abroad by its country. */
function sideOf(
  cells: RowCells,
  side: SideSpec,
  lookups: Lookups,
): Partial<Record<'french' | 'foreign', FrenchAuthorityText | ForeignAuthorityText>> {
  const [name, country] = [cells.value(side.name), cells.value(side.country)];
  if (!name) return {};
  const id = wikidataId(cells, cells.value(side.wikidataId));
  if (country && lookups.country(country.text) === FRANCE) {
    const { postalCode, department, name: bare } = readFrenchName(name.text);
    return {
      french: defined<FrenchAuthorityText>({ name: bare, postalCode, department, wikidataId: id }),
    };
  }
  const code = countryOf(cells, country, lookups);
  if (code === null) return {};
  const place = coordinates(cells, cells.value(side.latitude), cells.value(side.longitude));
  return {
    foreign: defined<ForeignAuthorityText>({
      name: name.text,
      country: code,
      countryText: country!.text,
      wikidataId: id,
      ...place,
    }),
  };
}

/** Partners of a row; a refusal when a side has none. */
export function partnersOf(
  cells: RowCells,
  row: {
    french?: FrenchSpec[] | undefined;
    foreign?: ForeignSpec[] | undefined;
    sides?: [SideSpec, SideSpec] | undefined;
  },
  lookups: Lookups,
): Partners {
  const glued: Value[] = [];
  const sides = (row.sides ?? []).map((side) => sideOf(cells, side, lookups));
  const french = [
    ...(row.french ?? []).flatMap((spec) => frenchOf(cells, spec)),
    ...sides.flatMap((side) => (side.french ? [side.french as FrenchAuthorityText] : [])),
  ];
  const foreign = [
    ...(row.foreign ?? []).flatMap((spec) => foreignOf(cells, spec, lookups, glued)),
    ...sides.flatMap((side) => (side.foreign ? [side.foreign as ForeignAuthorityText] : [])),
  ];
  const columnOf = (spec: FrenchSpec | ForeignSpec | undefined): Value => {
    const name = spec?.name;
    const names = typeof name === 'string' ? name : name?.column;
    return { column: (names && cells.column(names)) || '', text: '' };
  };
  if (french.length === 0) cells.refuse(columnOf(row.french?.[0]), 'FRENCH_AUTHORITY_MISSING');
  // A country that is unknown has its own problem.
  const isSaid = cells.problems.some(({ code, fatal }) => fatal && code.startsWith('COUNTRY_'));
  if (foreign.length === 0 && !isSaid) cells.refuse(columnOf(row.foreign?.[0]), 'FOREIGN_AUTHORITY_MISSING');
  return { french, foreign, glued: glued[0] ?? null };
}
