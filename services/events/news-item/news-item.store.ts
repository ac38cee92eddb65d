import { inTheme, themeCondition, knownCountries, knownThemes, explainedPage } from '#vocabulary';
import type { StoreTools } from '#kernel/context';
import { anyKey, byKey, columnsOf, sql, type Sql } from '#kernel/database';
import {
  ListReader,
  choiceCondition,
  overlapCondition,
  textCondition,
  type ListDefinition,
  type ListParent,
} from '#kernel/lists';
import { aboutCountry, partialDateCondition, partialDateKey } from '../conditions.js';
import { NewsItemEntity } from './news-item.entity.js';
import type { NewsItemFilter, NewsItemOrderField, NewsItemsArgs } from './news-item.input.js';
import { knownGroups } from '../known-codes.js';

const columns = columnsOf(NewsItemEntity, 'n', ['searchText']);

const newsItems: ListDefinition<`${NewsItemOrderField}`> = {
  name: 'NewsItem',
  select: columns,
  from: sql`(SELECT * FROM news_item WHERE withdrawn_at IS NULL) n`,
  id: sql`n.id`,
  orders: { PUBLISHED_ON: partialDateKey(sql`n.published_on`) },
  defaultOrder: [{ field: 'PUBLISHED_ON', direction: 'DESC' }],
};

function conditionsOf(filter: NewsItemFilter): Sql[] {
  return [
    ...overlapCondition(sql`n.country_codes`, filter.country),
    ...choiceCondition(sql`n.country_group_code`, filter.countryGroup),
    ...themeCondition(sql`n.theme_codes`, filter.theme),
    ...partialDateCondition(sql`n.published_on`, filter.publishedOn),
    ...textCondition(sql`n.search_text`, filter.text),
  ];
}

export const newsOfCountry = (code: string): ListParent => aboutCountry(sql`n.country_codes`, code);
export const newsOfTheme = (code: string, subtreeCodes: readonly string[]): ListParent =>
  inTheme(sql`n.theme_codes`, code, subtreeCodes);

export function newsItemStore(tools: StoreTools) {
  const { reader, cursors } = tools;
  const list = new ListReader<NewsItemEntity, `${NewsItemOrderField}`>(newsItems, reader, cursors, {
    country: knownCountries,
    countryGroup: knownGroups(tools),
    theme: knownThemes(tools),
  });
  return {
    byId: byKey<string, NewsItemEntity>(
      (ids) =>
        reader
          .named('NewsItem.byId')
          .rows(sql`SELECT ${columns} FROM news_item n WHERE n.id = ${anyKey(ids, 'uuid')}`),
      (item) => item.id,
    ),
    page: (args: NewsItemsArgs, parent?: ListParent) =>
      explainedPage(list, args, conditionsOf, parent, {
        items: 'NEWS_ITEMS',
        unclassified: sql`n.theme_codes = '{}'`,
      }),
  };
}
