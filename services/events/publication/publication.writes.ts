import { validateAll, validateOptionalText, type Transaction } from '#kernel/mutations';
import { refusal, validateCountries, validateThemes } from '#vocabulary';
import { requireGroup, validateGroupCode } from '../owner.js';
import type { PublicationFields } from './publication.write.input.js';

/**
 * Validated columns that news items and resources share; undefined for omitted fields.
 * @throws FORBIDDEN for the country group
 */
export async function publicationFields(
  transaction: Transaction,
  scope: string,
  input: PublicationFields & { titleFr?: string | null },
) {
  const { themeCodes, countryCodes, countryGroupCode } = input;
  if (countryGroupCode !== undefined)
    requireGroup(transaction.actor, scope, validateGroupCode(countryGroupCode));
  return {
    ...(await validateAll({
      titleFr: () => validateOptionalText(input.titleFr ?? undefined, 'titleFr', 200),
      titleEn: () => validateOptionalText(input.titleEn, 'titleEn', 200),
      note: () => validateOptionalText(input.note, 'note', 1_000),
      themeCodes: () => (themeCodes ? validateThemes(transaction, themeCodes) : undefined),
      countryCodes: () => (countryCodes ? validateCountries(countryCodes, 'countryCodes') : undefined),
    })),
    countryGroupCode,
  };
}

export function refuseWithdrawn({ withdrawnAt }: { withdrawnAt: Date | null }): void {
  if (withdrawnAt !== null) throw refusal('WITHDRAWN', 'id');
}
