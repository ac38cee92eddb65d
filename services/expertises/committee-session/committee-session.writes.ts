import { requirePermission } from '#kernel/auth';
import { columnsOf, sql } from '#kernel/database';
import { Confidence } from '#kernel/graphql';
import {
  lockRow,
  validateOptionalText,
  definedOnly,
  refuseAny,
  requireChanges,
  validateAll,
  type Transaction,
} from '#kernel/mutations';
import { newId, requireId } from '#kernel/values';
import { problem, isFromSources, todayText } from '#vocabulary';
import { CommitteeSessionEntity } from './committee-session.entity.js';
import type {
  CommitteeSessionEditInput,
  CommitteeSessionOpenInput,
} from './committee-session.write.input.js';
import { committeeSide, sourceOfSide, withSource } from '../workflow-side.js';

const SCOPE = 'committee-session:write';
const NOTE = 2_000;
const DATES = ['announcedOn', 'submissionsBefore', 'heldOn'] as const;

/** @returns the id of the new session */
export async function openSession(tx: Transaction, input: CommitteeSessionOpenInput): Promise<string> {
  requirePermission(tx.actor, SCOPE);
  const [programme] = await tx.rows(sql`SELECT FROM label_programme WHERE code = ${input.programmeCode}`);
  const { note } = await validateAll({
    programme: () => refuseAny([!programme && problem('PROGRAMME_UNKNOWN', 'programmeCode')]),
    note: () => validateOptionalText(input.note, 'note', NOTE),
  });
  const id = newId('CommitteeSession');
  const { programmeCode, announcedOn, submissionsBefore, heldOn } = input;
  await tx.manager.insert(CommitteeSessionEntity, {
    id,
    programmeCode,
    announcedOn,
    submissionsBefore,
    heldOn,
    note: note ?? null,
    sources: [sourceOfSide(committeeSide(tx.actor))],
    asOf: todayText,
    confidence: Confidence.CONFIRMED,
  });
  return id;
}

/** @returns the id of the session */
export async function editSession(tx: Transaction, input: CommitteeSessionEditInput): Promise<string> {
  requirePermission(tx.actor, SCOPE);
  const id = requireId('CommitteeSession', input.id, 'input.id');
  const row = await lockRow<CommitteeSessionEntity>(
    tx,
    'CommitteeSession',
    sql`SELECT ${columnsOf(CommitteeSessionEntity, 's')} FROM committee_session s WHERE s.id = ${id}`,
    input.version,
  );
  const isSourced = isFromSources(row);
  const moves = DATES.some((field) => input[field] != null && input[field] !== row[field]);
  const { note, reason } = await validateAll({
    dates: () =>
      refuseAny([
        ...DATES.map((field) => input[field] === null && problem('VALUE_NEEDED.DATE', field)),
        ...DATES.map(
          (field) => isSourced && input[field] != null && problem('EVIDENCED_BY_SOURCES.DATE', field),
        ),
      ]),
    note: () => validateOptionalText(input.note, 'note', NOTE),
    reason: () => validateOptionalText(input.reason, 'reason', NOTE),
  });
  const changes = {
    announcedOn: input.announcedOn ?? undefined,
    submissionsBefore: input.submissionsBefore ?? undefined,
    heldOn: input.heldOn ?? undefined,
    note,
    // A reason of before says nothing of this move.
    datesReason: moves ? (reason ?? null) : undefined,
  };
  requireChanges(changes);
  const source = sourceOfSide(committeeSide(tx.actor));
  await tx.manager.update(
    CommitteeSessionEntity,
    { id },
    definedOnly({
      ...changes,
      asOf: todayText,
      sources: withSource(row.sources, source),
    }),
  );
  return id;
}
