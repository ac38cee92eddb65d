import { scopeTargets, type Actor } from '#kernel/auth';
import type { StoreTools } from '#kernel/context';
import { anyKey, byKey, columnsOf, sql, type Sql } from '#kernel/database';
import {
  ListReader,
  choiceCondition,
  parentOf,
  whereOf,
  type ListDefinition,
  type ListParent,
} from '#kernel/lists';
import { requireId } from '#kernel/values';
import { ExpressionOfInterestEntity } from './expression-of-interest.entity.js';
import type {
  ExpressionOfInterestFilter,
  ExpressionOfInterestOrderField,
  ExpressionsOfInterestArgs,
} from './expression-of-interest.input.js';

const columns = columnsOf(ExpressionOfInterestEntity, 'i');
const from = sql`expression_of_interest i JOIN cooperation_request r ON r.id = i.request_id`;

const interests: ListDefinition<`${ExpressionOfInterestOrderField}`> = {
  name: 'ExpressionOfInterest',
  select: columns,
  from,
  id: sql`i.id`,
  orders: { EXPRESSED_AT: { by: sql`i.expressed_at`, type: 'timestamptz' } },
  defaultOrder: [{ field: 'EXPRESSED_AT', direction: 'DESC' }],
};

/**
 * Condition: the actor acts for the replying or for the requesting authority, or is an administrator (all targets of a
 * scope).
 */
export function visibleTo(actor: Actor): Sql {
  const [repliers, requesters] = [
    scopeTargets(actor, 'interest:write'),
    scopeTargets(actor, 'request:write'),
  ];
  if (repliers === 'ALL' || requesters === 'ALL') return sql`TRUE`;
  return sql`(i.authority_id = ANY(${repliers}::uuid[]) OR r.foreign_authority_id = ANY(${requesters}::uuid[]))`;
}

function conditionsOf({ status, request, authority }: ExpressionOfInterestFilter): Sql[] {
  const isAnyOf = (column: Sql, type: string, ids: readonly string[] | undefined, field: string) =>
    ids ? [sql`${column} = ANY(${ids.map((id) => requireId(type, id, `filter.${field}`))}::uuid[])`] : [];
  return [
    ...choiceCondition(sql`i.status`, status),
    ...isAnyOf(sql`i.request_id`, 'CooperationRequest', request, 'request'),
    ...isAnyOf(sql`i.authority_id`, 'Authority', authority, 'authority'),
  ];
}

export const interestsInRequest = parentOf({
  name: 'CooperationRequest',
  key: sql`i.request_id`,
  type: 'uuid',
});
export const interestsOfAuthority = parentOf({ name: 'Authority', key: sql`i.authority_id`, type: 'uuid' });

/** Store of the expressions of interest that the actor may see; it returns no others. */
export function expressionOfInterestStore({ actor, reader, cursors }: StoreTools) {
  const visible = visibleTo(actor);
  const list = new ListReader<ExpressionOfInterestEntity, `${ExpressionOfInterestOrderField}`>(
    interests,
    reader,
    cursors,
  );
  return {
    byId: byKey<string, ExpressionOfInterestEntity>(
      (ids) =>
        reader
          .named('ExpressionOfInterest.byId')
          .rows(sql`SELECT ${columns} FROM ${from} WHERE i.id = ${anyKey(ids, 'uuid')} AND ${visible}`),
      (interest) => interest.id,
    ),
    page: (args: ExpressionsOfInterestArgs, parent?: ListParent) =>
      list.page({
        page: args,
        filter: args.filter,
        where: () => [visible, ...whereOf(args.filter, conditionsOf)],
        orderBy: args.orderBy,
        ...(parent ? { parent } : {}),
      }),
  };
}
