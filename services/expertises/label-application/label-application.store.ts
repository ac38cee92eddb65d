import { scopeTargets, type Actor } from '#kernel/auth';
import type { StoreTools } from '#kernel/context';
import { anyKey, anyOf, byKey, columnsOf, listByKey, raw, sql, type Sql } from '#kernel/database';
import { ListReader, choiceCondition, parentOf, type ListDefinition, type ListParent } from '#kernel/lists';
import { isIdOf, requireId } from '#kernel/values';
import { LabelApplicationEntity } from './label-application.entity.js';
import type {
  LabelApplicationFilter,
  LabelApplicationOrderField,
  LabelApplicationsArgs,
} from './label-application.input.js';
import type { LabelApplicationTransition } from './label-application.type.js';

export const applicationColumns = columnsOf(LabelApplicationEntity, 'a');

/**
 * Condition: the actor may see the application `a`. Editors see those of their authorities, reviewers those that were
 * submitted.
 */
export function visibleTo(actor: Actor): Sql {
  const within = (scope: string): Sql => {
    const targets = scopeTargets(actor, scope);
    if (targets === 'ALL') return raw('TRUE');
    return sql`a.authority_id = ANY(${targets.filter((id) => isIdOf('Authority', id))}::uuid[])`;
  };
  return anyOf([
    within('label-application:write'),
    sql`a.submitted_at IS NOT NULL AND ${within('label-application:read')}`,
  ]);
}

const visibleApplications = (actor: Actor): ListDefinition<`${LabelApplicationOrderField}`> => ({
  name: 'LabelApplication',
  select: applicationColumns,
  from: sql`(SELECT * FROM label_application a WHERE ${visibleTo(actor)}) a`,
  id: sql`a.id`,
  orders: {
    CREATED_AT: { by: sql`a.created_at`, type: 'timestamptz' },
    UPDATED_AT: { by: sql`a.updated_at`, type: 'timestamptz' },
    SUBMITTED_AT: {
      by: sql`coalesce(a.submitted_at, 'epoch')`,
      type: 'timestamptz',
      unknown: sql`a.submitted_at IS NULL`,
    },
  },
  defaultOrder: [{ field: 'CREATED_AT', direction: 'DESC' }],
});

const REFERENCES = [
  ['authority', 'Authority', raw('a.authority_id')],
  ['expertise', 'Expertise', raw('a.expertise_id')],
  ['session', 'CommitteeSession', raw('a.session_id')],
] as const;

function conditionsOf(filter: LabelApplicationFilter): Sql[] {
  const conditions = choiceCondition(sql`a.status`, filter.status);
  for (const [field, type, column] of REFERENCES) {
    const ids = filter[field]?.map((id) => requireId(type, id, `filter.${field}`));
    if (ids) conditions.push(sql`${column} = ANY(${ids}::uuid[])`);
  }
  return conditions;
}

export const applicationsOfAuthority = parentOf({
  name: 'Authority',
  key: sql`a.authority_id`,
  type: 'uuid',
});
export const applicationsOfSession = parentOf({
  name: 'CommitteeSession',
  key: sql`a.session_id`,
  type: 'uuid',
});

/** Store of the label applications that the actor may see; it returns no others. */
export function labelApplicationStore({ actor, reader, cursors }: StoreTools) {
  const list = new ListReader<LabelApplicationEntity, `${LabelApplicationOrderField}`>(
    visibleApplications(actor),
    reader,
    cursors,
  );
  return {
    byId: byKey<string, LabelApplicationEntity>(
      (ids) =>
        reader
          .named('LabelApplication.byId')
          .rows(
            sql`SELECT ${applicationColumns} FROM label_application a WHERE a.id = ${anyKey(ids, 'uuid')} AND (${visibleTo(actor)})`,
          ),
      (application) => application.id,
    ),
    page: (args: LabelApplicationsArgs, parent?: ListParent) => list.pageOf(args, conditionsOf, parent),
    /** Steps of applications; load the application first, which checks visibility. */
    transitions: listByKey<string, LabelApplicationTransition & { applicationId: string }>(
      (ids) =>
        reader.named('LabelApplication.transitions')
          .rows(sql`SELECT t.application_id AS "applicationId", t.at, t.from_status AS "from", t.to_status AS "to", t.moved_by AS "by", t.reason
          FROM label_application_transition t WHERE t.application_id = ${anyKey(ids, 'uuid')} ORDER BY t.application_id, t.number`),
      ({ applicationId }) => applicationId,
    ),
  };
}
