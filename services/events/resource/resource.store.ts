import {
  inTheme,
  themeCondition,
  knownCountries,
  knownLanguages,
  knownThemes,
  explainedPage,
} from '#vocabulary';
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
import { aboutCountry, partialDateKey } from '../conditions.js';
import { ResourceEntity } from './resource.entity.js';
import type { ResourceFilter, ResourceOrderField, ResourcesArgs } from './resource.input.js';
import { knownGroups } from '../known-codes.js';

const columns = columnsOf(ResourceEntity, 'r', ['searchText']);

const resources: ListDefinition<`${ResourceOrderField}`> = {
  name: 'Resource',
  select: columns,
  from: sql`(SELECT * FROM resource WHERE withdrawn_at IS NULL) r`,
  id: sql`r.id`,
  orders: {
    DATE: partialDateKey(sql`r.date`),
    TITLE_FR: { by: sql`r.title_fr COLLATE "fr-FR-x-icu"`, type: 'text' },
    TITLE_EN: { by: sql`coalesce(r.title_en, r.title_fr) COLLATE "en-x-icu"`, type: 'text' },
  },
  defaultOrder: [{ field: 'DATE', direction: 'DESC' }],
};

function conditionsOf(filter: ResourceFilter): Sql[] {
  return [
    ...choiceCondition(sql`r.kind`, filter.kind),
    ...choiceCondition(sql`r.language`, filter.contentLanguage),
    ...overlapCondition(sql`r.country_codes`, filter.country),
    ...choiceCondition(sql`r.country_group_code`, filter.countryGroup),
    ...themeCondition(sql`r.theme_codes`, filter.theme),
    ...textCondition(sql`r.search_text`, filter.text),
  ];
}

export const resourcesOfCountry = (code: string): ListParent => aboutCountry(sql`r.country_codes`, code);
export const resourcesOfTheme = (code: string, subtreeCodes: readonly string[]): ListParent =>
  inTheme(sql`r.theme_codes`, code, subtreeCodes);

export function resourceStore(tools: StoreTools) {
  const { reader, cursors } = tools;
  const list = new ListReader<ResourceEntity, `${ResourceOrderField}`>(resources, reader, cursors, {
    contentLanguage: knownLanguages,
    country: knownCountries,
    countryGroup: knownGroups(tools),
    theme: knownThemes(tools),
  });
  return {
    byId: byKey<string, ResourceEntity>(
      (ids) =>
        reader
          .named('Resource.byId')
          .rows(sql`SELECT ${columns} FROM resource r WHERE r.id = ${anyKey(ids, 'uuid')}`),
      (resource) => resource.id,
    ),
    page: (args: ResourcesArgs, parent?: ListParent) =>
      explainedPage(list, args, conditionsOf, parent, {
        items: 'RESOURCES',
        unclassified: sql`r.theme_codes = '{}'`,
      }),
  };
}
