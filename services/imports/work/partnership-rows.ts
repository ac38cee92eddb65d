import { isIdOf } from '#kernel/values';
import { ImportRowFate } from '../import-row/import-row-fate.js';
import { ImportDecisionAction, type RowDecision } from '../import-row/row-decision.js';
import { isSettled } from '../matching/match-rows.js';
import type { PartnershipOutcome, PartnershipToRecord } from '../matching/partnerships.js';
import type { RowMatch } from '../matching/row-match.js';
import { reason, rowProblem } from '../matching/row-problems.messages.js';
import type { RowResult, WorkRow } from './row-work.js';

/** Fate of a row whose partnership is not asked for yet: a partner is missing, ambiguous or to be created. */
export function fateOf(match: RowMatch): ImportRowFate {
  if (isSettled(match)) return ImportRowFate.CREATED;
  return match.problems.some(({ fatal }) => fatal) ? ImportRowFate.REFUSED : ImportRowFate.AMBIGUOUS;
}

/** What a person decided about the partnership of a row. */
function decisionOf(decision: RowDecision | null): PartnershipToRecord['decision'] {
  if (decision?.action === ImportDecisionAction.CREATE) return { action: 'KEEP_APART' };
  if (decision?.action !== ImportDecisionAction.JOIN) return null;
  const partnershipId = decision.candidateIds.find((id) => isIdOf('Partnership', id));
  return partnershipId === undefined ? null : { action: 'JOIN', partnershipId };
}

/** The partnership of a row whose partners are all known. */
export function toRecord({ row, match }: { row: WorkRow; match: RowMatch }): PartnershipToRecord {
  return {
    externalId: row.externalId!,
    row: row.content!,
    frenchIds: match.french.map(({ id }) => id!),
    foreignIds: match.foreign.map(({ id }) => id!),
    decision: decisionOf(row.decision),
  };
}

/** A row with what became, or would become, of its partnership. */
export function withOutcome(
  id: string,
  match: RowMatch,
  { outcome, partnershipId, candidateIds, problems }: PartnershipOutcome,
): Omit<RowResult, 'isApplied'> {
  return {
    id,
    fate: ImportRowFate[outcome],
    partnershipId: outcome === 'AMBIGUOUS' || outcome === 'REFUSED' ? null : partnershipId,
    match: {
      ...match,
      partnershipIds: candidateIds,
      problems: [
        ...match.problems,
        ...(outcome === 'AMBIGUOUS' ? [rowProblem('', false, reason('PARTNERSHIP_AMBIGUOUS'))] : []),
        ...problems.map(({ code, field, en, fr }) => ({
          column: field,
          value: '',
          code,
          expected: en,
          expectedFr: fr,
          fatal: outcome === 'REFUSED',
        })),
      ],
    },
  };
}
