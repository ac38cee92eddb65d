import { columnsOf, sql } from '#kernel/database';
import { searchText } from '#kernel/lists';
import { lockRow, type Transaction } from '#kernel/mutations';
import { requireId } from '#kernel/values';
import { sourceLabel } from '#vocabulary';
import type { Partners } from './partners.writes.js';
import { PartnershipEntity } from './partnership.entity.js';
import { SCOPE, requireAnyPartner } from './partnership.rights.js';

// What all writes of partnerships share.

const columns = columnsOf(PartnershipEntity, 'p');

/** Source label of the actor. */
export const party = ({ actor }: Transaction) => sourceLabel(actor, SCOPE, 'a partner authority');

/** Text by which a partnership is found. */
export const searchOf = (
  partnership: Pick<PartnershipEntity, 'titleFr' | 'titleEn' | 'historicalFrenchName'>,
  { names }: Pick<Partners, 'names'>,
) => searchText([partnership.titleFr, partnership.titleEn, partnership.historicalFrenchName, ...names]);

/**
 * Locks a partnership and returns it with the ids of its partners, in their order.
 * @param authorize throws when the actor lacks the permission; by default permission for one French partner is enough
 */
export async function lockPartnership(
  transaction: Transaction,
  partnershipId: string,
  version: number,
  authorize: (frenchIds: readonly string[]) => void = (frenchIds) =>
    requireAnyPartner(transaction, frenchIds),
) {
  const id = requireId('Partnership', partnershipId, 'input.id');
  const select = sql`SELECT ${columns} FROM partnership p WHERE p.id = ${id}`;
  await lockRow<PartnershipEntity>(transaction, 'Partnership', select);
  const [partners] = await transaction
    .named('Partnership.partners')
    .rows<{ frenchAuthorityIds: string[]; foreignAuthorityIds: string[] }>(
      sql`SELECT ARRAY(SELECT authority_id FROM partnership_french_authority WHERE partnership_id = ${id} ORDER BY position) AS "frenchAuthorityIds",
      ARRAY(SELECT foreign_authority_id FROM partnership_foreign_authority WHERE partnership_id = ${id} ORDER BY position) AS "foreignAuthorityIds"`,
    );
  authorize(partners!.frenchAuthorityIds);
  const partnership = await lockRow<PartnershipEntity>(transaction, 'Partnership', select, version);
  return { partnership, partners: partners! };
}
