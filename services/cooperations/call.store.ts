import {
  ListReader,
  byKey,
  choiceCondition,
  columnsOf,
  rangeCondition,
  sql,
  textCondition,
  whereOf,
  type ListDefinition,
  type ListParent,
  type Sql,
  type StoreTools,
} from '#kernel';
import { CallForProjectsEntity, CampaignEntity } from './call.entity.js';
import type {
  CallForProjectsFilter,
  CallForProjectsOrderField,
  CallsForProjectsArgs,
  CampaignFilter,
  CampaignOrderField,
  CampaignsArgs,
} from './call.input.js';
import { unknownLast } from './conditions.js';
import { inTheme, themeCondition } from './theme-tree.store.js';

const callColumns = columnsOf(CallForProjectsEntity, 'c', ['searchText']);
const campaignColumns = columnsOf(CampaignEntity, 'g');

type CallSortField = `${CallForProjectsOrderField}` | 'CLOSES_ON_UNKNOWN' | 'OPENS_ON_UNKNOWN';
const tellers = { CLOSES_ON: 'CLOSES_ON_UNKNOWN', OPENS_ON: 'OPENS_ON_UNKNOWN' } as const;

const calls: ListDefinition<CallSortField> = {
  name: 'CallForProjects',
  select: callColumns,
  from: sql`call_for_projects c`,
  id: sql`c.id`,
  orders: {
    CLOSES_ON: { by: sql`coalesce(c.closes_on, '0001-01-01')`, type: 'date' },
    CLOSES_ON_UNKNOWN: { by: sql`(c.closes_on IS NULL)::int`, type: 'int' },
    OPENS_ON: { by: sql`coalesce(c.opens_on, '0001-01-01')`, type: 'date' },
    OPENS_ON_UNKNOWN: { by: sql`(c.opens_on IS NULL)::int`, type: 'int' },
    CODE: { by: sql`c.code`, type: 'text' },
  },
  defaultOrder: [
    { field: 'CLOSES_ON_UNKNOWN', direction: 'ASC' },
    { field: 'CLOSES_ON', direction: 'DESC' },
  ],
};

const campaigns: ListDefinition<`${CampaignOrderField}`> = {
  name: 'Campaign',
  select: campaignColumns,
  from: sql`campaign g`,
  id: sql`g.id`,
  orders: { YEAR: { by: sql`g.year`, type: 'int' } },
  defaultOrder: [{ field: 'YEAR', direction: 'DESC' }],
};

function callConditions(filter: CallForProjectsFilter): Sql[] {
  const conditions = [
    ...choiceCondition(sql`c.kind`, filter.kind),
    ...themeCondition(sql`c.theme_codes`, filter.theme),
    ...rangeCondition(sql`c.opens_on`, filter.opensOn),
    ...rangeCondition(sql`c.closes_on`, filter.closesOn),
    ...rangeCondition(sql`extract(year FROM coalesce(c.closes_on, c.opens_on))::int`, filter.year),
    ...textCondition(sql`c.search_text`, filter.text),
  ];
  const { country } = filter;
  if (country?.in !== undefined)
    conditions.push(sql`c.country_codes = '{}' OR c.country_codes && ${country.in}::text[]`);
  if (country?.notIn !== undefined)
    conditions.push(sql`c.country_codes <> '{}' AND NOT c.country_codes && ${country.notIn}::text[]`);
  if (filter.openOn !== undefined)
    conditions.push(sql`${filter.openOn}::date BETWEEN c.opens_on AND c.closes_on`);
  return conditions;
}

const campaignConditions = (filter: CampaignFilter): Sql[] => rangeCondition(sql`g.year`, filter.year);

/** Also the calls that are open to any country. */
export const callsOfCountry = (code: string): ListParent => ({
  name: 'Country',
  id: code,
  join: sql`LEFT JOIN LATERAL unnest(c.country_codes) AS open_to(code) ON true`,
  key: sql`coalesce(open_to.code, parent.id)`,
  type: 'text',
});
export const callsOfTheme = (code: string, subtreeCodes: readonly string[]): ListParent =>
  inTheme(sql`c.theme_codes`, code, subtreeCodes);

export function callStore({ reader, cursors }: StoreTools) {
  const list = new ListReader<CallForProjectsEntity, CallSortField>(calls, reader, cursors);
  const campaignList = new ListReader<CampaignEntity, `${CampaignOrderField}`>(campaigns, reader, cursors);
  return {
    byId: byKey<string, CallForProjectsEntity>(
      (ids) =>
        reader.rows(sql`SELECT ${callColumns} FROM call_for_projects c WHERE c.id = ANY(${ids}::uuid[])`),
      (call) => call.id,
    ),
    byCode: byKey<string, CallForProjectsEntity>(
      (codes) =>
        reader.rows(sql`SELECT ${callColumns} FROM call_for_projects c WHERE c.code = ANY(${codes}::text[])`),
      (call) => call.code,
    ),
    page: (args: CallsForProjectsArgs, parent?: ListParent) =>
      list.page({
        page: args,
        filter: args.filter,
        where: whereOf(args.filter, callConditions),
        orderBy: unknownLast(args.orderBy, tellers),
        ...(parent ? { parent } : {}),
      }),
    campaignById: byKey<string, CampaignEntity>(
      (ids) => reader.rows(sql`SELECT ${campaignColumns} FROM campaign g WHERE g.id = ANY(${ids}::uuid[])`),
      (campaign) => campaign.id,
    ),
    campaign: byKey<string, CampaignEntity>(
      (codes) =>
        reader.rows(sql`SELECT ${campaignColumns} FROM campaign g WHERE g.code = ANY(${codes}::text[])`),
      (campaign) => campaign.code,
    ),
    campaignPage: (args: CampaignsArgs) =>
      campaignList.page({
        page: args,
        filter: args.filter,
        where: whereOf(args.filter, campaignConditions),
        orderBy: args.orderBy,
      }),
  };
}
