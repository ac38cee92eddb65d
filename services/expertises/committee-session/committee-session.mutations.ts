import { RequiresScopes } from '#kernel/auth';
import type { Context } from '#kernel/context';
import { mutate } from '#kernel/mutations';
import { problem } from '#vocabulary';
import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { editSession, openSession } from './committee-session.writes.js';
import { CommitteeSession } from '../label/label.type.js';
import { CommitteeSessionOpenInput, CommitteeSessionEditInput } from './committee-session.write.input.js';
import { payloadOf } from '../payload.js';
import type { Stores } from '../stores.js';

const CommitteeSessionOpenPayload = payloadOf(
  'CommitteeSessionOpen',
  'committeeSession',
  CommitteeSession,
  'the session',
);
const CommitteeSessionEditPayload = payloadOf(
  'CommitteeSessionEdit',
  'committeeSession',
  CommitteeSession,
  'the session',
);

const mutation = {
  object: 'committeeSession',
  load: (stores: Stores, id: string) => stores.labels.session.load(id),
  constraints: {
    committee_session_dates_ordered: problem('DATES_INVALID.SESSION_ORDER', 'submissionsBefore'),
    committee_session_dates_bounded: problem('DATES_INVALID.SESSION_BOUNDS', 'heldOn'),
    committee_session_deadline_kept: problem('DEADLINE_BROUGHT_FORWARD', 'submissionsBefore'),
    committee_session_moved_for_reasons: problem('REASONS_MISSING.DATES', 'reason'),
    committee_session_before_decisions: problem('DECISIONS_BEFORE_SESSION', 'heldOn'),
  },
};

@Resolver(() => CommitteeSession)
export class CommitteeSessionMutations {
  @Mutation(() => CommitteeSessionOpenPayload, {
    description:
      'Opens a session of the committee, announced on 1 January 2000 or later and held within ten years (ouvrir un comité). Problems: PROGRAMME_UNKNOWN, DATES_INVALID, TEXT_INVALID.',
  })
  @RequiresScopes('committee-session:write')
  committeeSessionOpen(
    @Arg('input', () => CommitteeSessionOpenInput, { description: 'The session.' })
    input: CommitteeSessionOpenInput,
    @Ctx() context: Context<Stores>,
  ) {
    return mutate(context, { name: 'committeeSessionOpen', input, ...mutation }, (transaction) =>
      openSession(transaction, input),
    );
  }

  @Mutation(() => CommitteeSessionEditPayload, {
    description:
      'Edits a session of the committee (modifier un comité). Its dates can be moved until it has decided, unless a source states them. Once an application was submitted, a move needs a `reason`, and the deadline can be put off, not brought forward; applications submitted in time stay in time. Problems: NOT_FOUND, VERSION_CONFLICT, NOTHING_TO_CHANGE, VALUE_NEEDED, EVIDENCED_BY_SOURCES, DATES_INVALID, DEADLINE_BROUGHT_FORWARD, REASONS_MISSING, DECISIONS_BEFORE_SESSION, TEXT_INVALID.',
  })
  @RequiresScopes('committee-session:write')
  committeeSessionEdit(
    @Arg('input', () => CommitteeSessionEditInput, { description: 'The changes.' })
    input: CommitteeSessionEditInput,
    @Ctx() context: Context<Stores>,
  ) {
    return mutate(context, { name: 'committeeSessionEdit', input, ...mutation }, (transaction) =>
      editSession(transaction, input),
    );
  }
}
