import type { StoreTools } from '#kernel/context';
import { anyKey, byKey, columnsOf, sql, type Sql } from '#kernel/database';
import {
  ListReader,
  choiceCondition,
  parentOf,
  rangeCondition,
  type ListDefinition,
  type ListParent,
} from '#kernel/lists';
import { requireId } from '#kernel/values';
import { today } from '#vocabulary';
import {
  CommitteeSessionEntity,
  LabelProgrammeEntity,
} from '../committee-session/committee-session.entity.js';
import { LabelEntity } from './label.entity.js';
import type {
  CommitteeSessionFilter,
  CommitteeSessionOrderField,
  CommitteeSessionsArgs,
  LabelFilter,
  LabelOrderField,
  LabelProgrammeFilter,
  LabelProgrammeOrderField,
  LabelProgrammesArgs,
  LabelsArgs,
} from './label.input.js';
import type { LabelStatus } from './label.type.js';
import { withFilter } from '../absence.js';
import { themeCondition } from '../theme/theme.store.js';
import { knownProgrammes, knownThemes } from '../known-codes.js';

export type LabelRow = LabelEntity & { status: `${LabelStatus}` };

const status = sql`CASE WHEN l.revoked_on IS NOT NULL THEN 'REVOKED' WHEN l.valid_from > ${today} THEN 'UPCOMING' WHEN l.valid_until < ${today} THEN 'EXPIRED' ELSE 'ACTIVE' END`;
const labelColumns = sql`${columnsOf(LabelEntity, 'l')}, ${status} AS status`;
const programmeColumns = columnsOf(LabelProgrammeEntity, 'p');
const sessionColumns = columnsOf(CommitteeSessionEntity, 's');

const labels: ListDefinition<`${LabelOrderField}`> = {
  name: 'Label',
  select: labelColumns,
  from: sql`label l JOIN expertise e ON e.id = l.expertise_id`,
  id: sql`l.id`,
  orders: { AWARDED_ON: { by: sql`l.awarded_on`, type: 'date' } },
  defaultOrder: [{ field: 'AWARDED_ON', direction: 'DESC' }],
};

const programmes: ListDefinition<`${LabelProgrammeOrderField}`> = {
  name: 'LabelProgramme',
  select: programmeColumns,
  from: sql`label_programme p`,
  id: sql`p.id`,
  orders: {
    LAUNCHED_ON: { by: sql`p.launched_on COLLATE "C"`, type: 'text' },
    CODE: { by: sql`p.code`, type: 'text' },
  },
  defaultOrder: [{ field: 'LAUNCHED_ON', direction: 'ASC' }],
};

const sessions: ListDefinition<`${CommitteeSessionOrderField}`> = {
  name: 'CommitteeSession',
  select: sessionColumns,
  from: sql`committee_session s`,
  id: sql`s.id`,
  orders: { HELD_ON: { by: sql`s.held_on`, type: 'date' } },
  defaultOrder: [{ field: 'HELD_ON', direction: 'DESC' }],
};

function labelConditions(filter: LabelFilter): Sql[] {
  const conditions = [
    ...choiceCondition(sql`l.programme_code`, filter.programme),
    ...choiceCondition(status, filter.status),
    ...themeCondition(sql`e.theme_code`, filter.theme),
  ];
  if (filter.authority !== undefined) {
    const ids = filter.authority.map((id) => requireId('Authority', id, 'filter.authority'));
    conditions.push(sql`l.authority_id = ANY(${ids}::uuid[])`);
  }
  return conditions;
}

function programmeConditions(filter: LabelProgrammeFilter): Sql[] {
  const conditions = choiceCondition(sql`p.code`, filter.code);
  if (filter.hasSuccessor !== undefined)
    conditions.push(sql`(p.successor_code IS NOT NULL) = ${filter.hasSuccessor}`);
  return conditions;
}

function sessionConditions(filter: CommitteeSessionFilter): Sql[] {
  return [
    ...choiceCondition(sql`s.programme_code`, filter.programme),
    ...rangeCondition(sql`s.held_on`, filter.heldOn),
  ];
}

export const labelsOfAuthority = parentOf({
  name: 'Authority',
  key: sql`l.authority_id`,
  type: 'uuid',
});
export const labelsOfExpertise = parentOf({
  name: 'Expertise',
  key: sql`l.expertise_id`,
  type: 'uuid',
});
export const labelsOfProgramme = parentOf({
  name: 'LabelProgramme',
  key: sql`l.programme_code`,
  type: 'text',
});
export const labelsOfSession = parentOf({
  name: 'CommitteeSession',
  key: sql`l.session_id`,
  type: 'uuid',
});
export const sessionsOf = parentOf({
  name: 'LabelProgramme',
  key: sql`s.programme_code`,
  type: 'text',
});

export function labelStore(tools: StoreTools) {
  const { reader, cursors } = tools;
  const programmeCodes = knownProgrammes(tools);
  const list = new ListReader<LabelRow, `${LabelOrderField}`>(labels, reader, cursors, {
    programme: programmeCodes,
    theme: knownThemes(tools),
  });
  const programmeList = new ListReader<LabelProgrammeEntity, `${LabelProgrammeOrderField}`>(
    programmes,
    reader,
    cursors,
    { code: programmeCodes },
  );
  const sessionList = new ListReader<CommitteeSessionEntity, `${CommitteeSessionOrderField}`>(
    sessions,
    reader,
    cursors,
    { programme: programmeCodes },
  );
  return {
    byId: byKey<string, LabelRow>(
      (ids) =>
        reader
          .named('Label.byId')
          .rows(sql`SELECT ${labelColumns} FROM label l WHERE l.id = ${anyKey(ids, 'uuid')}`),
      (label) => label.id,
    ),
    byApplication: byKey<string, LabelRow>(
      (ids) =>
        reader
          .named('Label.byApplication')
          .rows(sql`SELECT ${labelColumns} FROM label l WHERE l.application_id = ${anyKey(ids, 'uuid')}`),
      (label) => label.applicationId!,
    ),
    page: async (args: LabelsArgs, parent?: ListParent) =>
      withFilter(await list.pageOf(args, labelConditions, parent), args.filter),
    programmeById: byKey<string, LabelProgrammeEntity>(
      (ids) =>
        reader
          .named('Label.programmeById')
          .rows(sql`SELECT ${programmeColumns} FROM label_programme p WHERE p.id = ${anyKey(ids, 'uuid')}`),
      (programme) => programme.id,
    ),
    programme: byKey<string, LabelProgrammeEntity>(
      (codes) =>
        reader
          .named('Label.programme')
          .rows(
            sql`SELECT ${programmeColumns} FROM label_programme p WHERE p.code = ${anyKey(codes, 'text')}`,
          ),
      (programme) => programme.code,
    ),
    predecessor: byKey<string, LabelProgrammeEntity>(
      (codes) =>
        reader
          .named('Label.predecessor')
          .rows(
            sql`SELECT ${programmeColumns} FROM label_programme p WHERE p.successor_code = ${anyKey(codes, 'text')}`,
          ),
      (programme) => programme.successorCode!,
    ),
    programmePage: (args: LabelProgrammesArgs) => programmeList.pageOf(args, programmeConditions),
    session: byKey<string, CommitteeSessionEntity>(
      (ids) =>
        reader
          .named('Label.session')
          .rows(sql`SELECT ${sessionColumns} FROM committee_session s WHERE s.id = ${anyKey(ids, 'uuid')}`),
      (session) => session.id,
    ),
    sessionPage: (args: CommitteeSessionsArgs, parent?: ListParent) =>
      sessionList.pageOf(args, sessionConditions, parent),
  };
}
