import { columnsOf, sql } from '#kernel/database';
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
import { problem, refusal, dayOf, provenanceForEdit, provenanceForCreate } from '#vocabulary';
import { LaureateEntity } from './laureate.entity.js';
import type { LaureateAddInput, LaureateEditInput, LaureateWithdrawInput } from './laureate.write.input.js';
import { ministryOf, partnersOfOneCountry } from '../partnership/partners.writes.js';

const columns = columnsOf(LaureateEntity, 'l');

/** Validated columns of the input; omitted fields are left out. @throws Refusal YEAR_INVALID, NUMBER_INVALID */
async function fieldsOf(
  transaction: Transaction,
  input: LaureateAddInput | LaureateEditInput,
): Promise<Partial<LaureateEntity>> {
  const { callCode, year, partnershipId, amountEur } = input;
  const thisYear = Number((await dayOf(transaction)).slice(0, 4));
  const { numbers: _, ...texts } = await validateAll({
    numbers: () =>
      refuseAny([
        year != null &&
          (year < 2000 || year > thisYear) &&
          problem('YEAR_INVALID', 'year', { from: 2000, to: thisYear }),
        amountEur != null && amountEur < 0 && problem('NUMBER_INVALID.NOT_NEGATIVE', 'amountEur'),
      ]),
    callName: () => validateOptionalText(input.callName, 'callName', 200),
    titleFr: () => validateOptionalText(input.titleFr, 'titleFr', 200),
    titleEn: () => validateOptionalText(input.titleEn, 'titleEn', 200),
    note: () => validateOptionalText(input.note, 'note', 1_000),
  });
  return definedOnly<LaureateEntity>({
    callCode,
    year: year ?? undefined,
    ...texts,
    partnershipId:
      partnershipId == null ? partnershipId : requireId('Partnership', partnershipId, 'input.partnershipId'),
    amountEur,
  });
}

/** Code of the campaign of a year, or null. */
async function campaignOf(transaction: Transaction, year: number): Promise<string | null> {
  const [campaign] = await transaction
    .named('Campaign.ofYear')
    .rows<{ code: string }>(sql`SELECT code FROM campaign WHERE year = ${year}`);
  return campaign?.code ?? null;
}

const searchOf = ({ titleFr, titleEn, callName }: LaureateEntity, names: readonly string[]) =>
  searchText([titleFr, titleEn, callName, ...names]);

export async function addLaureate(transaction: Transaction, input: LaureateAddInput): Promise<string> {
  const { partners, fields } = await validateAll({
    partners: () => partnersOfOneCountry(transaction, input),
    fields: () => fieldsOf(transaction, input),
  });
  const laureate = {
    titleFr: null,
    titleEn: null,
    callName: null,
    ...fields,
    campaignCode: await campaignOf(transaction, input.year),
    frenchAuthorityIds: partners.frenchIds,
    foreignAuthorityIds: partners.foreign.map(({ id }) => id),
    countryCode: partners.countryCode,
  } as unknown as LaureateEntity;
  const id = newId('Laureate');
  await transaction.manager.insert(LaureateEntity, {
    ...laureate,
    ...provenanceForCreate(ministryOf(transaction)),
    id,
    searchText: searchOf(laureate, partners.names),
  });
  return id;
}

async function lockLaureate(transaction: Transaction, laureateId: string, version: number) {
  const id = requireId('Laureate', laureateId, 'input.id');
  const select = sql`SELECT ${columns} FROM laureate l WHERE l.id = ${id}`;
  const laureate = await lockRow<LaureateEntity>(transaction, 'Laureate', select, version);
  if (laureate.withdrawnAt !== null) throw refusal('WITHDRAWN', 'id');
  return laureate;
}

export async function editLaureate(transaction: Transaction, input: LaureateEditInput): Promise<string> {
  const laureate = await lockLaureate(transaction, input.id, input.version);
  const { year, frenchAuthorityIds, foreignAuthorityIds } = input;
  const { fields, partners } = await validateAll({
    values: () => requireValues(input, ['year', 'frenchAuthorityIds', 'foreignAuthorityIds']),
    fields: () => fieldsOf(transaction, input),
    partners: () =>
      partnersOfOneCountry(transaction, {
        frenchAuthorityIds: frenchAuthorityIds ?? laureate.frenchAuthorityIds,
        foreignAuthorityIds: foreignAuthorityIds ?? laureate.foreignAuthorityIds,
      }),
  });
  requireChanges({ ...fields, frenchAuthorityIds, foreignAuthorityIds });
  await transaction.manager.update(
    LaureateEntity,
    { id: laureate.id },
    {
      ...fields,
      ...provenanceForEdit(ministryOf(transaction), laureate, {
        ...fields,
        frenchAuthorityIds,
        foreignAuthorityIds,
      }),
      ...(year != null && { campaignCode: await campaignOf(transaction, year) }),
      frenchAuthorityIds: partners.frenchIds,
      foreignAuthorityIds: partners.foreign.map(({ id }) => id),
      countryCode: partners.countryCode,
      searchText: searchOf({ ...laureate, ...fields }, partners.names),
    },
  );
  return laureate.id;
}

export async function withdrawLaureate(
  transaction: Transaction,
  input: LaureateWithdrawInput,
): Promise<string> {
  const { id } = await lockLaureate(transaction, input.id, input.version);
  await transaction.manager.update(LaureateEntity, { id }, { withdrawnAt: new Date() });
  return id;
}
