import { inTheme, knownCountries, explainedPage } from '#vocabulary';
import type { StoreTools } from '#kernel/context';
import { anyKey, byKey, columnsOf, sql, type Sql } from '#kernel/database';
import {
  ListReader,
  choiceCondition,
  parentOf,
  rangeCondition,
  textCondition,
  type ListDefinition,
  type ListParent,
} from '#kernel/lists';
import { LaureateEntity } from './laureate.entity.js';
import type { LaureateFilter, LaureateOrderField, LaureatesArgs } from './laureate.input.js';
import { knownCalls } from '../known-codes.js';

const columns = columnsOf(LaureateEntity, 'l', ['searchText']);

const laureates: ListDefinition<`${LaureateOrderField}`> = {
  name: 'Laureate',
  select: columns,
  from: sql`(SELECT * FROM laureate WHERE withdrawn_at IS NULL) l`,
  id: sql`l.id`,
  orders: {
    YEAR: { by: sql`l.year`, type: 'int' },
    COUNTRY: { by: sql`l.country_code`, type: 'text' },
  },
  defaultOrder: [{ field: 'YEAR', direction: 'DESC' }],
};

function conditionsOf(filter: LaureateFilter): Sql[] {
  return [
    ...rangeCondition(sql`l.year`, filter.year),
    ...choiceCondition(sql`l.country_code`, filter.country),
    ...choiceCondition(sql`l.call_code`, filter.call),
    ...textCondition(sql`l.search_text`, filter.text),
  ];
}

export const laureatesOfCall = parentOf({
  name: 'CallForProjects',
  key: sql`l.call_code`,
  type: 'text',
});
export const laureatesOfCampaign = parentOf({
  name: 'Campaign',
  key: sql`l.campaign_code`,
  type: 'text',
});
export const laureatesOfPartnership = parentOf({
  name: 'Partnership',
  key: sql`l.partnership_id`,
  type: 'uuid',
});
export const laureatesOfCountry = parentOf({
  name: 'Country',
  key: sql`l.country_code`,
  type: 'text',
});
export const laureatesOfAuthority = (id: string): ListParent => ({
  name: 'Authority',
  id,
  among: [id],
  key: sql`l.french_authority_ids`,
  type: 'uuid',
});
export const laureatesOfForeignAuthority = (id: string): ListParent => ({
  name: 'ForeignAuthority',
  id,
  among: [id],
  key: sql`l.foreign_authority_ids`,
  type: 'uuid',
});
/** A laureate has the themes of its partnership. */
export const laureatesOfTheme = (code: string, subtreeCodes: readonly string[]): ListParent => ({
  ...inTheme(sql`p.theme_codes`, code, subtreeCodes),
  join: sql`JOIN partnership p ON p.id = l.partnership_id`,
});

export function laureateStore(tools: StoreTools) {
  const { reader, cursors } = tools;
  const list = new ListReader<LaureateEntity, `${LaureateOrderField}`>(laureates, reader, cursors, {
    country: knownCountries,
    call: knownCalls(tools),
  });
  return {
    byId: byKey<string, LaureateEntity>(
      (ids) =>
        reader
          .named('Laureate.byId')
          .rows(sql`SELECT ${columns} FROM laureate l WHERE l.id = ${anyKey(ids, 'uuid')}`),
      (laureate) => laureate.id,
    ),
    page: (args: LaureatesArgs, parent?: ListParent) =>
      explainedPage(list, args, conditionsOf, parent, { items: 'LAUREATES' }),
  };
}
