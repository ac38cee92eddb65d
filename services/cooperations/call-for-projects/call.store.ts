import { inTheme, themeCondition, knownCountries, knownThemes, explainedPage } from '#vocabulary';
import type { StoreTools } from '#kernel/context';
import { anyKey, byKey, columnsOf, sql, type Sql } from '#kernel/database';
import {
  ListReader,
  choiceCondition,
  rangeCondition,
  textCondition,
  type ListDefinition,
  type ListParent,
} from '#kernel/lists';
import { CallForProjectsEntity, CampaignEntity } from './call.entity.js';
import type {
  CallForProjectsFilter,
  CallForProjectsOrderField,
  CallsForProjectsArgs,
  CampaignFilter,
  CampaignOrderField,
  CampaignsArgs,
} from './call.input.js';

const callColumns = columnsOf(CallForProjectsEntity, 'c', ['searchText']);
const campaignColumns = columnsOf(CampaignEntity, 'g');

const calls: ListDefinition<`${CallForProjectsOrderField}`> = {
  name: 'CallForProjects',
  select: callColumns,
  from: sql`call_for_projects c`,
  id: sql`c.id`,
  orders: {
    CLOSES_ON: {
      by: sql`coalesce(c.closes_on, '0001-01-01')`,
      type: 'date',
      unknown: sql`c.closes_on IS NULL`,
    },
    OPENS_ON: {
      by: sql`coalesce(c.opens_on, '0001-01-01')`,
      type: 'date',
      unknown: sql`c.opens_on IS NULL`,
    },
    CODE: { by: sql`c.code`, type: 'text' },
  },
  defaultOrder: [{ field: 'CLOSES_ON', direction: 'DESC' }],
};

const campaigns: ListDefinition<`${CampaignOrderField}`> = {
  name: 'Campaign',
  select: campaignColumns,
  from: sql`campaign g`,
  id: sql`g.id`,
  orders: { YEAR: { by: sql`g.year`, type: 'int' } },
  defaultOrder: [{ field: 'YEAR', direction: 'DESC' }],
};

/** Condition: the call is open to any country, since it names none; a label session has no country. */
const isOpenToAnyCountry = sql`(c.country_codes = '{}' AND c.kind <> 'LABEL_SESSION')`;

/** Themes to which a call is open. Only a general call without themes is known to be open to all. */
const openThemes = sql`CASE WHEN c.kind = 'GENERAL' AND c.theme_codes = '{}'
  THEN ARRAY(SELECT code FROM theme_tree) ELSE c.theme_codes END`;

function callConditions(filter: CallForProjectsFilter): Sql[] {
  const conditions = [
    ...choiceCondition(sql`c.kind`, filter.kind),
    ...themeCondition(openThemes, filter.theme),
    ...rangeCondition(sql`c.opens_on`, filter.opensOn),
    ...rangeCondition(sql`c.closes_on`, filter.closesOn),
    ...rangeCondition(sql`extract(year FROM coalesce(c.closes_on, c.opens_on))::int`, filter.year),
    ...textCondition(sql`c.search_text`, filter.text),
  ];
  const { country } = filter;
  if (country?.in !== undefined)
    conditions.push(sql`${isOpenToAnyCountry} OR c.country_codes && ${country.in}::text[]`);
  if (country?.notIn !== undefined)
    conditions.push(sql`NOT ${isOpenToAnyCountry} AND NOT c.country_codes && ${country.notIn}::text[]`);
  if (filter.openOn !== undefined)
    conditions.push(sql`${filter.openOn}::date BETWEEN c.opens_on AND c.closes_on`);
  return conditions;
}

const campaignConditions = (filter: CampaignFilter): Sql[] => rangeCondition(sql`g.year`, filter.year);

/** Calls open to the country, including those open to any. */
export const callsOfCountry = (code: string): ListParent => ({
  name: 'Country',
  id: code,
  among: [code],
  key: sql`CASE WHEN ${isOpenToAnyCountry} THEN parent.among ELSE c.country_codes END`,
  type: 'text',
});
/** Calls open to the theme, including the general calls open to any. */
export const callsOfTheme = (code: string, subtreeCodes: readonly string[]): ListParent =>
  inTheme(openThemes, code, subtreeCodes);

export function callStore(tools: StoreTools) {
  const { reader, cursors } = tools;
  const list = new ListReader<CallForProjectsEntity, `${CallForProjectsOrderField}`>(calls, reader, cursors, {
    country: knownCountries,
    theme: knownThemes(tools),
  });
  const campaignList = new ListReader<CampaignEntity, `${CampaignOrderField}`>(campaigns, reader, cursors);
  return {
    byId: byKey<string, CallForProjectsEntity>(
      (ids) =>
        reader
          .named('Call.byId')
          .rows(sql`SELECT ${callColumns} FROM call_for_projects c WHERE c.id = ${anyKey(ids, 'uuid')}`),
      (call) => call.id,
    ),
    byCode: byKey<string, CallForProjectsEntity>(
      (codes) =>
        reader
          .named('Call.byCode')
          .rows(sql`SELECT ${callColumns} FROM call_for_projects c WHERE c.code = ${anyKey(codes, 'text')}`),
      (call) => call.code,
    ),
    page: (args: CallsForProjectsArgs, parent?: ListParent) =>
      explainedPage(list, args, callConditions, parent, {
        items: 'CALLS',
        unclassified: sql`c.theme_codes = '{}'`,
      }),
    campaignById: byKey<string, CampaignEntity>(
      (ids) =>
        reader
          .named('Call.campaignById')
          .rows(sql`SELECT ${campaignColumns} FROM campaign g WHERE g.id = ${anyKey(ids, 'uuid')}`),
      (campaign) => campaign.id,
    ),
    campaign: byKey<string, CampaignEntity>(
      (codes) =>
        reader
          .named('Call.campaign')
          .rows(sql`SELECT ${campaignColumns} FROM campaign g WHERE g.code = ${anyKey(codes, 'text')}`),
      (campaign) => campaign.code,
    ),
    campaignPage: (args: CampaignsArgs) => campaignList.pageOf(args, campaignConditions),
  };
}
