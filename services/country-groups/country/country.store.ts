import { knownCountries } from '#vocabulary';
import type { StoreTools } from '#kernel/context';
import { byKey, columnsOf, keyArray, sql, type Sql } from '#kernel/database';
import { ListReader, choiceCondition, textCondition, type ListDefinition } from '#kernel/lists';
import { foldText } from '#kernel/values';
import { CountryEntity } from './country.entity.js';
import type { CountriesArgs, CountryFilter, CountryOrderField } from './country.input.js';

const columns = columnsOf(CountryEntity, 'c', ['searchNames', 'searchText']);

const countries: ListDefinition<`${CountryOrderField}`> = {
  name: 'Country',
  select: columns,
  from: sql`country c`,
  id: sql`c.id`,
  orders: {
    NAME_FR: { by: sql`c.name_fr COLLATE "fr-FR-x-icu"`, type: 'text' },
    NAME_EN: { by: sql`c.name_en COLLATE "en-x-icu"`, type: 'text' },
    CODE: { by: sql`c.code`, type: 'text' },
  },
  defaultOrder: [{ field: 'NAME_FR', direction: 'ASC' }],
};

function conditionsOf(filter: CountryFilter): Sql[] {
  const conditions = [
    ...choiceCondition(sql`c.code`, filter.code),
    ...choiceCondition(sql`c.region`, filter.region),
    ...choiceCondition(sql`c.sub_region`, filter.subRegion),
    ...textCondition(sql`c.search_text`, filter.text),
  ];
  if (filter.isLeastDeveloped !== undefined)
    conditions.push(sql`c.least_developed = ${filter.isLeastDeveloped}`);
  if (filter.hasGroup !== undefined) {
    conditions.push(
      sql`EXISTS (SELECT FROM country_group g WHERE g.country_codes @> ARRAY[c.code]) = ${filter.hasGroup}`,
    );
  }
  return conditions;
}

const allCountries = sql`SELECT ${columns} FROM country c`;

export function countryStore(tools: StoreTools) {
  const { reader, cursors, tables } = tools;
  const list = new ListReader<CountryEntity, `${CountryOrderField}`>(countries, reader, cursors, {
    code: knownCountries,
  });
  const byFoldedName = byKey<string, CountryEntity & { searchedName: string }>(
    (names) =>
      reader.named('Country.byFoldedName')
        .rows(sql`SELECT ${columns}, searched.name AS "searchedName" FROM unnest(${keyArray(names, 'text')}) AS searched(name)
        JOIN country c ON c.search_names @> ARRAY[searched.name]`),
    (country) => country.searchedName,
  );
  return {
    byId: tables.lookup<CountryEntity>('country by id', allCountries, (country) => country.id),
    byCode: tables.lookup<CountryEntity>('country by code', allCountries, (country) => country.code),
    /** Loads a country by any name, alias or code, in French or English. */
    byName: (name: string) => byFoldedName.load(foldText(name)),
    page: (args: CountriesArgs) => list.pageOf(args, conditionsOf),
  };
}
