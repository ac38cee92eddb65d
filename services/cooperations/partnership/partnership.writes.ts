import { Confidence } from '#kernel/graphql';
import {
  validateOptionalText,
  definedOnly,
  requireChanges,
  requireValues,
  refuseAny,
  validateAll,
  type Transaction,
} from '#kernel/mutations';
import { newId } from '#kernel/values';
import {
  problem,
  refusal,
  conflictsAfter,
  provenanceForEdit,
  provenanceForCreate,
  validateThemes,
  PartnershipStatus,
} from '#vocabulary';
import { checkDates } from './partnership.dates.js';
import { partnersOf, type Partners } from './partners.writes.js';
import {
  PartnershipEntity,
  PartnershipForeignAuthorityEntity,
  PartnershipFrenchAuthorityEntity,
} from './partnership.entity.js';
import { lockPartnership, party, searchOf } from './partnership.locking.js';
import { requireAnyPartnerToCreate, requireOwnPartners, requireUnsourced } from './partnership.rights.js';
import type { PartnershipCreateInput, PartnershipEditInput } from './partnership.write.input.js';

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
