import { WorldRegion, WorldSubRegion, roleMailbox, statedFact } from '#vocabulary';
import type { LoadDefinition, Reading, TableRows } from '#kernel/database';
import { searchText } from '#kernel/lists';
import { foldText, isCalendarDate, isPartialDate, makeId } from '#kernel/values';
import { z } from 'zod';
import { CountryGroupTermEntity } from './country-group-term/country-group-term.entity.js';
import { CountryGroupRole } from './country-group-term/country-group-term.type.js';
import { CountryGroupEntity } from './country-group/country-group.entity.js';
import { CountryGroupStatus } from './country-group/country-group.type.js';
import { CountryEntity } from './country/country.entity.js';

const DATA = 'services/country-groups/data';
const files = {
  countries: `${DATA}/countries.json`,
  leastDeveloped: `${DATA}/least-developed-countries.json`,
  groups: `${DATA}/country-groups.json`,
};

const text = z.string().min(1);
const date = z.string().refine(isCalendarDate, 'expected a day such as 2022-01-27');
const partialDate = z.string().refine(isPartialDate, 'expected a year, a month or a day');
const fact = {
  source: text,
  confidence: z.enum(['confirmed', 'general-knowledge', 'derived']),
  asOf: partialDate.nullish(),
};
const countryCode = z.string().regex(/^[A-Z]{2}$/, 'expected a country code');

const shapes = {
  country: z.object({
    ...fact,
    code: countryCode,
    alpha3: z.string().regex(/^[A-Z]{3}$/, 'expected three capital letters'),
    numeric: z
      .string()
      .regex(/^\d{3}$/, 'expected three digits')
      .nullable(),
    nameFr: text,
    nameEn: text,
    aliases: z.array(text),
    region: z.enum(WorldRegion).nullable(),
    subRegion: z.enum(WorldSubRegion).nullable(),
    leastDeveloped: z.boolean(),
    leastDevelopedAsOf: date,
  }),
  leastDeveloped: z.object({ ...fact, countryCode, asOf: date }),
  group: z.object({
    ...fact,
    code: z.string().regex(/^[A-Z]{2,}$/, 'expected capital letters'),
    nameFr: text,
    nameEn: text,
    countryCodes: z.array(countryCode).min(1),
    createdOn: partialDate.nullable(),
    terms: z.array(
      z.object({
        person: text,
        role: z.enum(CountryGroupRole),
        roleText: text.nullable(),
        authorityKey: text.nullable(),
        seenOn: partialDate.nullable(),
      }),
    ),
    lastActivityOn: date.nullable(),
    status: z.enum(CountryGroupStatus),
    contact: roleMailbox.nullish(),
    note: text.nullable(),
  }),
};
type Country = z.output<typeof shapes.country>;
type Group = z.output<typeof shapes.group>;

/** Countries whose least-developed flag agrees with the United Nations list; reports the others as rejected. */
function countriesOf(
  reading: Reading,
): (Partial<CountryEntity> & Pick<CountryEntity, 'code' | 'searchText'>)[] {
  const rows = reading.rows(files.countries, shapes.country, (row) => row.code);
  const codes = new Set(rows.map((row) => row.code));
  const listed = new Map(
    reading
      .rows(files.leastDeveloped, shapes.leastDeveloped, (row) => row.countryCode)
      .map((row) => [row.countryCode, row.asOf]),
  );
  for (const code of listed.keys())
    if (!codes.has(code)) reading.reject(files.leastDeveloped, code, 'the country is not known');
  const owners = new Map<string, string>();
  /** Reserves a name for a country; false when another country has it. */
  const claim = (code: string, name: string): boolean => {
    const owner = owners.get(name);
    if (owner === undefined) owners.set(name, code);
    return owner === undefined || owner === code;
  };
  const codesOf = (row: Country): string[] => [row.code, row.alpha3, row.numeric ?? []].flat().map(foldText);
  const namesOf = (row: Country): string[] => [row.nameFr, row.nameEn].map(foldText);
  const accepted = rows.filter((row) => {
    const isListed = listed.has(row.code);
    const taken = [...codesOf(row), ...namesOf(row)].find((name) => !claim(row.code, name));
    if (row.leastDeveloped !== isListed) {
      reading.reject(
        files.countries,
        row.code,
        `leastDeveloped is ${row.leastDeveloped}, but in the list of least developed countries it is ${isListed}`,
      );
    } else if (isListed && listed.get(row.code) !== row.leastDevelopedAsOf) {
      reading.reject(
        files.countries,
        row.code,
        `leastDevelopedAsOf is ${row.leastDevelopedAsOf}, but the list is of ${listed.get(row.code)}`,
      );
    } else if (taken !== undefined) {
      reading.reject(files.countries, row.code, `"${taken}" is a name or code of ${owners.get(taken)} too`);
    } else return true;
    return false;
  });
  // Aliases are claimed after all names: a name takes precedence over another country's alias.
  return accepted.map((row) => {
    const aliases = row.aliases.filter((alias) => {
      const isFree = claim(row.code, foldText(alias));
      if (!isFree)
        reading.reject(
          files.countries,
          row.code,
          `alias "${alias}" names ${owners.get(foldText(alias))} too`,
        );
      return isFree;
    });
    return {
      ...statedFact(row),
      id: makeId('Country', row.code),
      code: row.code,
      alpha3: row.alpha3,
      numericCode: row.numeric,
      nameFr: row.nameFr,
      nameEn: row.nameEn,
      aliases,
      region: row.region,
      subRegion: row.subRegion,
      isLeastDeveloped: row.leastDeveloped,
      leastDevelopedAsOf: row.leastDevelopedAsOf,
      searchNames: [...new Set([...namesOf(row), ...aliases.map(foldText), ...codesOf(row)])],
      searchText: searchText([row.nameFr, row.nameEn, ...aliases, row.code, row.alpha3, row.numeric]),
    };
  });
}

function termsOf(reading: Reading, group: Group): object[] {
  const seen = new Set<string>();
  const presidents = new Map<string, string>();
  return group.terms.flatMap((term) => {
    const key = `${group.code} ${term.person} ${term.seenOn ?? 'undated'}`;
    const president =
      term.role === 'PRESIDENT' && term.seenOn !== null ? presidents.get(term.seenOn) : undefined;
    if (seen.has(key))
      reading.reject(files.groups, key, 'the same person at the same date as an earlier term');
    else if (president !== undefined)
      reading.reject(files.groups, key, `a second president: ${president} was seen at that date`);
    else {
      seen.add(key);
      if (term.role === 'PRESIDENT' && term.seenOn !== null) presidents.set(term.seenOn, term.person);
      return [
        {
          ...statedFact(group),
          asOf: term.seenOn,
          id: makeId('CountryGroupTerm', [group.code, term.person, term.seenOn ?? ''].join('\0')),
          groupCode: group.code,
          person: term.person,
          role: term.role,
          roleText: term.roleText,
          authorityId: term.authorityKey === null ? null : makeId('Authority', term.authorityKey),
          seenOn: term.seenOn,
        },
      ];
    }
    return [];
  });
}

export const load: LoadDefinition = {
  files: Object.values(files),
  version: 7,
  tables(reading): TableRows[] {
    const countries = countriesOf(reading);
    const byCode = new Map(countries.map((country) => [country.code, country]));
    const groups = reading
      .rows(files.groups, shapes.group, (row) => row.code)
      .filter((group) => {
        const unknown = group.countryCodes.find((code) => !byCode.has(code));
        if (unknown) reading.reject(files.groups, group.code, `country ${unknown} is not known`);
        return !unknown;
      });
    return [
      { entity: CountryEntity, key: ['id'], rows: countries },
      {
        entity: CountryGroupEntity,
        key: ['id'],
        rows: groups.map((group) => {
          const members = group.countryCodes.map((code) => byCode.get(code)!);
          return {
            ...statedFact(group),
            id: makeId('CountryGroup', group.code),
            code: group.code,
            nameFr: group.nameFr,
            nameEn: group.nameEn,
            countryCodes: [...new Set(group.countryCodes)],
            createdOn: group.createdOn,
            lastActivityOn: group.lastActivityOn,
            status: group.status,
            contact: group.contact ?? null,
            website: null,
            note: group.note,
            searchText: searchText([
              group.nameFr,
              group.nameEn,
              group.code,
              ...members.map((country) => country.searchText),
            ]),
          };
        }),
      },
      {
        entity: CountryGroupTermEntity,
        key: ['id'],
        rows: groups.flatMap((group) => termsOf(reading, group)),
      },
    ];
  },
};
