import { requirePermission } from '#kernel/auth';
import type { Transaction } from '#kernel/mutations';
import { requireId } from '#kernel/values';
import { PartnershipStatus, refusal, requirePast } from '#vocabulary';
import { partnersOf } from './partners.writes.js';
import { checkDates } from './partnership.dates.js';
import { datesOf, endColumns } from './partial-dates.js';
import { PartnershipFrenchAuthorityEntity } from './partnership.entity.js';
import { lockPartnership } from './partnership.locking.js';
import { editOwn } from './partnership.own.writes.js';
import { SCOPE, requireUnsourced } from './partnership.rights.js';
import type { PartnershipEndInput, PartnershipLeaveInput } from './partnership.write.input.js';

// Writes that end a partnership, or the part of one authority in it.

export async function endPartnership(transaction: Transaction, input: PartnershipEndInput): Promise<string> {
  const { partnership, partners } = await lockPartnership(transaction, input.id, input.version);
  if (partnership.statusInSource === PartnershipStatus.ENDED) throw refusal('STATUS_INVALID.ENDED', 'id');
  const day = await requirePast(transaction, input.endDate, 'endDate');
  const endDate = input.endDate ?? day;
  await checkDates(transaction, { ...datesOf(partnership), end: endDate }, PartnershipStatus.ENDED);
  await editOwn(transaction, partnership, {
    fields: { statusInSource: PartnershipStatus.ENDED, ...endColumns(endDate) },
    changes: { endDate },
    // A project may name its country alone.
    partners: partners.foreignAuthorityIds.length ? await partnersOf(transaction, partners) : null,
    source: null,
    asOf: null,
  });
  return partnership.id;
}

export async function leavePartnership(
  transaction: Transaction,
  input: PartnershipLeaveInput,
): Promise<string> {
  const { actor } = transaction;
  const authorityId = requireId('Authority', input.authorityId, 'input.authorityId');
  const { partnership, partners } = await lockPartnership(transaction, input.id, input.version, () =>
    requirePermission(actor, SCOPE, authorityId, 'authorityId'),
  );
  if (!partners.frenchAuthorityIds.includes(authorityId)) throw refusal('NOT_A_PARTNER', 'authorityId');
  const frenchAuthorityIds = partners.frenchAuthorityIds.filter((id) => id !== authorityId);
  if (!frenchAuthorityIds.length) throw refusal('LAST_PARTNER', 'authorityId');
  if (partnership.statusInSource === PartnershipStatus.ENDED)
    throw refusal('STATUS_INVALID.ENDED_PARTNERS', 'id');
  requireUnsourced(transaction, partnership, 'id');
  const remaining = await partnersOf(transaction, { ...partners, frenchAuthorityIds });
  const { id } = partnership;
  await editOwn(transaction, partnership, {
    fields: {},
    changes: { frenchAuthorityIds },
    partners: remaining,
    source: null,
    asOf: null,
  });
  await transaction.manager.delete(PartnershipFrenchAuthorityEntity, { partnershipId: id, authorityId });
  return id;
}
