import { requirePermission } from '#kernel/auth';
import { columnsOf, sql } from '#kernel/database';
import { Confidence } from '#kernel/graphql';
import {
  lockRow,
  validateOptionalText,
  definedOnly,
  requireChanges,
  type Transaction,
} from '#kernel/mutations';
import { newId, requireId } from '#kernel/values';
import { refusal, isFromSources, todayText } from '#vocabulary';
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
  if (!programme) throw refusal('PROGRAMME_UNKNOWN', 'programmeCode');
  const id = newId('CommitteeSession');
  const note = validateOptionalText(input.note, 'note', NOTE);
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
  for (const field of DATES) if (input[field] === null) throw refusal('VALUE_NEEDED.DATE', field);
  const isSourced = isFromSources(row);
  for (const field of DATES)
    if (isSourced && input[field] !== undefined) throw refusal('EVIDENCED_BY_SOURCES.DATE', field);
  const changes = {
    announcedOn: input.announcedOn ?? undefined,
    submissionsBefore: input.submissionsBefore ?? undefined,
    heldOn: input.heldOn ?? undefined,
    note: validateOptionalText(input.note, 'note', NOTE),
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
