import { requirePermission } from '#kernel/auth';
import { columnsOf, sql } from '#kernel/database';
import { Confidence } from '#kernel/graphql';
import { searchText } from '#kernel/lists';
import {
  lockRow,
  validateOptionalText,
  definedOnly,
  requireChanges,
  requireValues,
  refuseAny,
  validateAll,
  type Transaction,
} from '#kernel/mutations';
import { newId, requireId } from '#kernel/values';
import {
  problem,
  refusal,
  conflictsAfter,
  provenanceForEdit,
  provenanceForCreate,
  validateThemes,
  sourceLabel,
  requirePast,
  PartnershipStatus,
} from '#vocabulary';
import { checkDates } from './partnership.dates.js';
import { partnersOf, type Partners } from './partners.writes.js';
import {
  PartnershipEntity,
  PartnershipForeignAuthorityEntity,
  PartnershipFrenchAuthorityEntity,
} from './partnership.entity.js';
import {
  SCOPE,
  requireAnyPartner,
  requireAnyPartnerToCreate,
  requireOwnPartners,
  requireUnsourced,
} from './partnership.rights.js';
import type {
  PartnershipCreateInput,
  PartnershipEditInput,
  PartnershipEndInput,
  PartnershipLeaveInput,
} from './partnership.write.input.js';

const columns = columnsOf(PartnershipEntity, 'p');

/** Source label of the actor. */
const party = ({ actor }: Transaction) => sourceLabel(actor, SCOPE, 'a partner authority');

/**
 * Validated columns of the input; omitted fields are left out.
 * @throws Refusal STATUS_INVALID, THEME_UNKNOWN, TEXT_INVALID
 */
async function fieldsOf(
  transaction: Transaction,
  input: PartnershipCreateInput | PartnershipEditInput,
): Promise<Partial<PartnershipEntity>> {
  const { kind, status, themeCodes, startYear, signedOn, endDate } = input;
  const { status: _, ...valid } = await validateAll({
    status: () => refuseAny([status === PartnershipStatus.ENDED && problem('STATUS_INVALID.END', 'status')]),
    titleFr: () => validateOptionalText(input.titleFr, 'titleFr', 200),
    titleEn: () => validateOptionalText(input.titleEn, 'titleEn', 200),
    note: () => validateOptionalText(input.note, 'note', 1_000),
    themeCodes: () => (themeCodes ? validateThemes(transaction, themeCodes) : undefined),
  });
  return definedOnly<PartnershipEntity>({
    kind: kind ?? undefined,
    statusInSource: status ?? undefined,
    ...valid,
    startYear,
    startYearConfidence: startYear == null ? startYear : Confidence.CONFIRMED,
    signedOn,
    endDate,
  });
}

const searchOf = (partnership: PartnershipEntity, { names }: Partners) =>
  searchText([partnership.titleFr, partnership.titleEn, partnership.historicalFrenchName, ...names]);

async function writePartners({ manager }: Transaction, id: string, { frenchIds, foreign }: Partners) {
  await manager.insert(
    PartnershipFrenchAuthorityEntity,
    frenchIds.map((authorityId, index) => ({ partnershipId: id, authorityId, position: index + 1 })),
  );
  await manager.insert(
    PartnershipForeignAuthorityEntity,
    foreign.map(({ id: foreignAuthorityId, kind }, index) => ({
      partnershipId: id,
      foreignAuthorityId,
      kind,
      position: index + 1,
    })),
  );
}

export async function createPartnership(
  transaction: Transaction,
  input: PartnershipCreateInput,
): Promise<string> {
  requireAnyPartnerToCreate(transaction, input.frenchAuthorityIds);
  const { startYear = null, signedOn = null, endDate = null } = input;
  const { partners, fields } = await validateAll({
    partners: () => partnersOf(transaction, input),
    fields: () => fieldsOf(transaction, input),
    dates: () => checkDates(transaction, { startYear, signedOn, endDate }),
  });
  const partnership = {
    titleFr: null,
    titleEn: null,
    historicalFrenchName: null,
    statusInSource: PartnershipStatus.ONGOING,
    themeCodes: [],
    startYear: null,
    signedOn: null,
    endDate: null,
    ...fields,
    countryCode: partners.countryCode,
    conflicts: [],
  } as unknown as PartnershipEntity;
  const id = newId('Partnership');
  await transaction.manager.insert(PartnershipEntity, {
    ...partnership,
    ...provenanceForCreate(party(transaction)),
    id,
    searchText: searchOf(partnership, partners),
  });
  await writePartners(transaction, id, partners);
  return id;
}

/**
 * Locks a partnership and returns it with the ids of its partners, in their order.
 * @param authorize throws when the actor lacks the permission; by default permission for one French partner is enough
 */
async function lockPartnership(
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

export async function editPartnership(
  transaction: Transaction,
  input: PartnershipEditInput,
): Promise<string> {
  const { partnership, partners: before } = await lockPartnership(transaction, input.id, input.version);
  const { frenchAuthorityIds, foreignAuthorityIds, status } = input;
  if (status != null && partnership.statusInSource === PartnershipStatus.ENDED)
    throw refusal('STATUS_INVALID.ENDED', 'id');
  const { startYear, signedOn, endDate } = { ...partnership, ...definedOnly(input) };
  const { fields, partners } = await validateAll({
    values: () =>
      requireValues(input, ['kind', 'status', 'themeCodes', 'frenchAuthorityIds', 'foreignAuthorityIds']),
    fields: () => fieldsOf(transaction, input),
    partners: () =>
      partnersOf(transaction, {
        frenchAuthorityIds: frenchAuthorityIds ?? before.frenchAuthorityIds,
        foreignAuthorityIds: foreignAuthorityIds ?? before.foreignAuthorityIds,
      }),
    dates: () => checkDates(transaction, { startYear, signedOn, endDate }),
  });
  requireChanges({ ...fields, frenchAuthorityIds, foreignAuthorityIds });
  requireOwnPartners(transaction, before.frenchAuthorityIds, partners.frenchIds);
  if (before.frenchAuthorityIds.some((id) => !partners.frenchIds.includes(id)))
    requireUnsourced(transaction, partnership, 'frenchAuthorityIds');
  const after = { ...partnership, ...fields };
  const { id } = partnership;
  await transaction.manager.update(
    PartnershipEntity,
    { id },
    {
      ...fields,
      ...provenanceForEdit(party(transaction), partnership, {
        ...fields,
        frenchAuthorityIds,
        foreignAuthorityIds,
      }),
      ...conflictsAfter(party(transaction), partnership.conflicts, fields),
      countryCode: partners.countryCode,
      searchText: searchOf(after, partners),
    },
  );
  if (frenchAuthorityIds != null || foreignAuthorityIds != null) {
    await transaction.manager.delete(PartnershipFrenchAuthorityEntity, { partnershipId: id });
    await transaction.manager.delete(PartnershipForeignAuthorityEntity, { partnershipId: id });
    await writePartners(transaction, id, partners);
  }
  return id;
}

export async function endPartnership(transaction: Transaction, input: PartnershipEndInput): Promise<string> {
  const { partnership } = await lockPartnership(transaction, input.id, input.version);
  if (partnership.statusInSource === PartnershipStatus.ENDED) throw refusal('STATUS_INVALID.ENDED', 'id');
  const day = await requirePast(transaction, input.endDate, 'endDate');
  const endDate = input.endDate ?? day;
  await checkDates(transaction, { ...partnership, endDate });
  await transaction.manager.update(
    PartnershipEntity,
    { id: partnership.id },
    {
      ...provenanceForEdit(party(transaction), partnership, { endDate }),
      ...conflictsAfter(party(transaction), partnership.conflicts, { endDate }),
      statusInSource: PartnershipStatus.ENDED,
      endDate,
    },
  );
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
  await transaction.manager.update(
    PartnershipEntity,
    { id },
    {
      ...provenanceForEdit(party(transaction), partnership, { frenchAuthorityIds }),
      searchText: searchOf(partnership, remaining),
    },
  );
  await transaction.manager.delete(PartnershipFrenchAuthorityEntity, { partnershipId: id, authorityId });
  return id;
}
