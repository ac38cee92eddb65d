import {
  inTheme,
  themeCondition,
  knownCountries,
  knownThemes,
  knownLanguages,
  explainedPage,
} from '#vocabulary';
import type { StoreTools } from '#kernel/context';
import { anyKey, byKey, columnsOf, sql, type Sql } from '#kernel/database';
import {
  ListReader,
  requireKnownCodes,
  choiceCondition,
  overlapCondition,
  parentOf,
  textCondition,
  type ListDefinition,
  type ListParent,
} from '#kernel/lists';
import { requireId } from '#kernel/values';
import { CooperationRequestEntity } from './cooperation-request.entity.js';
import type {
  CooperationRequestFilter,
  CooperationRequestOrderField,
  CooperationRequestsArgs,
} from './cooperation-request.input.js';
import { expiresSoon, statusNow } from './cooperation-request.status.js';

/** Request as resolvers read it, with the computed fields. */
export type CooperationRequestRow = CooperationRequestEntity & { expiresSoon: boolean };

const columns = sql`${columnsOf(CooperationRequestEntity, 'r', ['searchText', 'status', 'statusSince'])},
  ${statusNow} AS status, ${expiresSoon} AS "expiresSoon",
  CASE WHEN ${statusNow} = r.status THEN r.status_since ELSE (r.expires_on + 1)::timestamp AT TIME ZONE 'Europe/Paris' END AS "statusSince"`;

const requests: ListDefinition<`${CooperationRequestOrderField}`> = {
  name: 'CooperationRequest',
  select: columns,
  from: sql`cooperation_request r`,
  id: sql`r.id`,
  orders: {
    OPENED_ON: { by: sql`r.opened_on`, type: 'text' },
    COUNTRY: { by: sql`r.country_code`, type: 'text' },
    EXPIRES_ON: {
      by: sql`coalesce(r.expires_on, 'infinity')`,
      type: 'date',
      unknown: sql`r.expires_on IS NULL`,
    },
  },
  defaultOrder: [{ field: 'OPENED_ON', direction: 'DESC' }],
};

function conditionsOf(filter: CooperationRequestFilter): Sql[] {
  const conditions = [
    ...choiceCondition(sql`r.country_code`, filter.country),
    ...choiceCondition(sql`(${statusNow})`, filter.status),
    ...choiceCondition(sql`r.urgency_level`, filter.urgencyLevel),
    ...overlapCondition(sql`r.languages`, filter.language),
    ...themeCondition(sql`r.theme_codes`, filter.theme),
    ...textCondition(sql`r.search_text`, filter.text),
  ];
  if (filter.foreignAuthority !== undefined) {
    const ids = filter.foreignAuthority.map((id) =>
      requireId('ForeignAuthority', id, 'filter.foreignAuthority'),
    );
    conditions.push(sql`r.foreign_authority_id = ANY(${ids}::uuid[])`);
  }
  if (filter.isClassified !== undefined)
    conditions.push(sql`(r.theme_codes <> '{}') = ${filter.isClassified}`);
  if (filter.expiresSoon !== undefined) conditions.push(sql`${expiresSoon} = ${filter.expiresSoon}`);
  return conditions;
}

export const requestsOfForeignAuthority = parentOf({
  name: 'ForeignAuthority',
  key: sql`r.foreign_authority_id`,
  type: 'uuid',
});
/** Requests that a French authority has answered. */
export const requestsAnsweredBy = (id: string): ListParent => ({
  name: 'Authority',
  id,
  among: [id],
  key: sql`r.answered_by_ids`,
  type: 'uuid',
});
export const requestsOfPartnership = parentOf({
  name: 'Partnership',
  key: sql`r.partnership_id`,
  type: 'uuid',
});
export const requestsOfCountry = parentOf({
  name: 'Country',
  key: sql`r.country_code`,
  type: 'text',
});
export const requestsOfTheme = (code: string, subtreeCodes: readonly string[]): ListParent =>
  inTheme(sql`r.theme_codes`, code, subtreeCodes);

export function cooperationRequestStore(tools: StoreTools) {
  const { reader, cursors } = tools;
  const list = new ListReader<CooperationRequestRow, `${CooperationRequestOrderField}`>(
    requests,
    reader,
    cursors,
    { country: knownCountries, theme: knownThemes(tools), language: knownLanguages },
  );
  return {
    byId: byKey<string, CooperationRequestRow>(
      (ids) =>
        reader
          .named('CooperationRequest.byId')
          .rows(sql`SELECT ${columns} FROM cooperation_request r WHERE r.id = ${anyKey(ids, 'uuid')}`),
      (request) => request.id,
    ),
    /** @throws BAD_USER_INPUT for codes that do not exist */
    requireKnown: (codes: Readonly<Record<'themes' | 'countries', string[] | null | undefined>>) =>
      requireKnownCodes(codes, { themes: knownThemes(tools), countries: knownCountries }),
    page: (args: CooperationRequestsArgs, parent?: ListParent) =>
      explainedPage(list, args, conditionsOf, parent, {
        items: 'COOPERATION_REQUESTS',
        unclassified: sql`r.theme_codes = '{}'`,
      }),
  };
}
