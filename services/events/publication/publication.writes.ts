import { refusal } from '#kernel/errors';
import { optionalText, type Transaction } from '#kernel/mutations';
import { writtenCountries, writtenThemes } from '#vocabulary';
import { requireGroup, writtenGroup } from '../owner.js';
import type { PublicationFields } from './publication.write.input.js';

/** As it is to be written; undefined what the input leaves out. */
export async function publicationFields(
  transaction: Transaction,
  scope: string,
  input: PublicationFields & { titleFr?: string | null },
) {
  const { themeCodes, countryCodes, countryGroupCode } = input;
  if (countryGroupCode !== undefined) requireGroup(transaction.actor, scope, writtenGroup(countryGroupCode));
  return {
    titleFr: optionalText(input.titleFr ?? undefined, 'titleFr', 200),
    titleEn: optionalText(input.titleEn, 'titleEn', 200),
    note: optionalText(input.note, 'note', 1_000),
    themeCodes: themeCodes ? await writtenThemes(transaction, themeCodes) : undefined,
    countryCodes: countryCodes ? writtenCountries(countryCodes, 'countryCodes') : undefined,
    countryGroupCode,
  };
}

export function refuseWithdrawn({ withdrawnAt }: { withdrawnAt: Date | null }): void {
  if (withdrawnAt !== null) throw refusal('WITHDRAWN', 'It was withdrawn.', 'id');
}
