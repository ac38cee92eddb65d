import type { StoreTools } from '#kernel/context';
import { sql } from '#kernel/database';
import { ListReader, parentOf, type ListDefinition } from '#kernel/lists';
import type { CountryPartnerOrderField, CountryPartnersArgs } from './country-partner.input.js';
import { frenchAuthorityConditions } from '../partnership/partnership.store.js';
import { knownPlaces } from '../known-codes.js';

export interface CountryPartnerRow {
  countryCode: string;
  authorityId: string;
  partnershipsCount: number;
  firstYear: number | null;
}

/** List with one row for each French authority and country; read for one country at a time. */
const partners: ListDefinition<`${CountryPartnerOrderField}`> = {
  name: 'CountryPartner',
  select: sql`t.country_code AS "countryCode", t.authority_id AS "authorityId",
    t.partnerships_count AS "partnershipsCount", t.first_year AS "firstYear"`,
  from: sql`(SELECT c.code AS country_code, pa.authority_id, count(*)::int AS partnerships_count, min(p.start_year) AS first_year
      FROM partnership p JOIN partnership_french_authority pa ON pa.partnership_id = p.id
        CROSS JOIN unnest(p.country_codes) c(code)
      GROUP BY c.code, pa.authority_id) t
    JOIN french_authority a ON a.authority_id = t.authority_id`,
  id: sql`t.authority_id`,
  orders: {
    PARTNERSHIPS: { by: sql`t.partnerships_count`, type: 'int' },
    FIRST_YEAR: { by: sql`coalesce(t.first_year, 0)`, type: 'int', unknown: sql`t.first_year IS NULL` },
    POPULATION: { by: sql`coalesce(a.population, 0)`, type: 'int', unknown: sql`a.population IS NULL` },
  },
  defaultOrder: [
    { field: 'PARTNERSHIPS', direction: 'DESC' },
    { field: 'FIRST_YEAR', direction: 'ASC' },
  ],
};

const ofCountry = parentOf({
  name: 'Country',
  key: sql`t.country_code`,
  type: 'text',
});

export function countryPartnerStore(tools: StoreTools) {
  const { reader, cursors } = tools;
  const list = new ListReader<CountryPartnerRow, `${CountryPartnerOrderField}`>(
    partners,
    reader,
    cursors,
    knownPlaces(tools),
  );
  return {
    page: (args: CountryPartnersArgs, countryCode: string) =>
      list.pageOf(args, (filter) => frenchAuthorityConditions(filter, 'filter.id'), ofCountry(countryCode)),
  };
}
