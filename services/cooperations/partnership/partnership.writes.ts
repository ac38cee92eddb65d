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
import { dayOf, problem, refusal, validateThemes, PartnershipStatus } from '#vocabulary';
import { checkDates, datesIn, type Dates } from './partnership.dates.js';
import { partnersOf } from './partners.writes.js';
import { endColumns, datesOf, signedColumns, startColumns } from './partial-dates.js';
import type { PartnershipEntity } from './partnership.entity.js';
import { lockPartnership } from './partnership.locking.js';
import { editOwn } from './partnership.own.writes.js';
import { validateAmounts, validateDocuments } from './partnership-parts.js';
import { requireOwnPartners, requireUnsourced } from './partnership.rights.js';
import type { PartnershipEditInput } from './partnership.write.input.js';
import { deletePartners, insertPartners } from '../partnership-statement/persist.js';

/**
 * Validated columns of the input; omitted fields are left out.
 * @throws Refusal STATUS_INVALID, THEME_UNKNOWN, TEXT_INVALID, AMOUNT_INVALID, DOCUMENTS_INVALID, YEAR_INVALID
 */
async function fieldsOf(
  transaction: Transaction,
  input: PartnershipEditInput,
): Promise<Partial<PartnershipEntity>> {
  const { kind, status, themeCodes, amounts, documents } = input;
  const { status: _, ...valid } = await validateAll({
    status: () => refuseAny([status === PartnershipStatus.ENDED && problem('STATUS_INVALID.END', 'status')]),
    titleFr: () => validateOptionalText(input.titleFr, 'titleFr', 200),
    titleEn: () => validateOptionalText(input.titleEn, 'titleEn', 200),
    note: () => validateOptionalText(input.note, 'note', 1_000),
    themeCodes: () => (themeCodes ? validateThemes(transaction, themeCodes) : undefined),
    amounts: async () =>
      amounts ? validateAmounts(amounts, Number((await dayOf(transaction)).slice(0, 4))) : undefined,
    documents: () => (documents ? validateDocuments(documents) : undefined),
  });
  return definedOnly<PartnershipEntity>({
    kind: kind ?? undefined,
    statusInSource: status ?? undefined,
    ...valid,
  });
}

/** Columns of the dates that an edit sets; a year that is the present one leaves the month and the day. */
function dateColumns(edited: Dates, present: Dates): Partial<PartnershipEntity> {
  const { start, signed, end } = edited;
  const isKnown = start != null && (present.start?.startsWith(start) ?? false);
  return {
    ...(start !== undefined && !isKnown && startColumns(start, Confidence.CONFIRMED)),
    ...(start !== undefined && isKnown && { startYearConfidence: Confidence.CONFIRMED }),
    ...(signed !== undefined && signedColumns(signed)),
    ...(end !== undefined && endColumns(end)),
  };
}

export async function editPartnership(
  transaction: Transaction,
  input: PartnershipEditInput,
): Promise<string> {
  const { partnership, partners: before } = await lockPartnership(transaction, input.id, input.version);
  const { frenchAuthorityIds, foreignAuthorityIds, status } = input;
  if (status != null && partnership.statusInSource === PartnershipStatus.ENDED)
    throw refusal('STATUS_INVALID.ENDED', 'id');
  const present = datesOf(partnership);
  const { edited, fields, partners } = await validateAll({
    values: () =>
      requireValues(input, [
        'kind',
        'status',
        'themeCodes',
        'frenchAuthorityIds',
        'foreignAuthorityIds',
        'amounts',
        'documents',
      ]),
    edited: async () => {
      const dates = datesIn(input);
      await checkDates(
        transaction,
        { ...present, ...definedOnly(dates) },
        status ?? partnership.statusInSource,
      );
      return dates;
    },
    fields: () => fieldsOf(transaction, input),
    partners: () =>
      partnersOf(transaction, {
        frenchAuthorityIds: frenchAuthorityIds ?? before.frenchAuthorityIds,
        foreignAuthorityIds: foreignAuthorityIds ?? before.foreignAuthorityIds,
      }),
  });
  const columns = { ...fields, ...dateColumns(edited, present) };
  requireChanges({ ...columns, frenchAuthorityIds, foreignAuthorityIds });
  requireOwnPartners(transaction, before.frenchAuthorityIds, partners.frenchIds);
  if (before.frenchAuthorityIds.some((id) => !partners.frenchIds.includes(id)))
    requireUnsourced(transaction, partnership, 'frenchAuthorityIds');
  await editOwn(transaction, partnership, {
    fields: columns,
    changes: { ...columns, frenchAuthorityIds, foreignAuthorityIds },
    partners,
    source: input.source ?? null,
    asOf: input.asOf ?? null,
  });
  if (frenchAuthorityIds != null || foreignAuthorityIds != null) {
    await deletePartners(transaction, [partnership.id]);
    await insertPartners(transaction, [{ id: partnership.id, partners }]);
  }
  return partnership.id;
}
