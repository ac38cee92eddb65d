import { refuseAny, validateOptionalText, validateUrl } from '#kernel/mutations';
import { problem, refusal } from '#vocabulary';
import type { PartnershipAmountInput, PartnershipDocumentInput } from './partnership-parts.input.js';
import type { PartnershipAmount, PartnershipDocument } from './partnership-parts.type.js';

const MAX_PARTS = 20;
const MAX_AMOUNT = 1e12;
/** Codes of ISO 4217, those of currencies that have been replaced among them. */
const CURRENCIES = new Set(Intl.supportedValuesOf('currency'));

/** @throws Refusal AMOUNT_INVALID, TEXT_INVALID */
export function validateAmounts(
  amounts: readonly PartnershipAmountInput[],
  thisYear: number,
): PartnershipAmount[] {
  if (amounts.length > MAX_PARTS) throw refusal('AMOUNT_INVALID.UP_TO', 'amounts', { max: MAX_PARTS });
  return amounts.map(({ amount, currency, year = null, funder = null }, index) => {
    const field = `amounts.${index}`;
    const isWhole = Math.abs(Math.round(amount * 100) - amount * 100) < 1e-4;
    refuseAny([
      !(amount > 0 && amount <= MAX_AMOUNT && isWhole) && problem('AMOUNT_INVALID.VALUE', `${field}.amount`),
      !CURRENCIES.has(currency) &&
        problem('AMOUNT_INVALID.CURRENCY', `${field}.currency`, { code: currency.slice(0, 20) }),
      year !== null &&
        (year < 1800 || year > thisYear + 10) &&
        problem('YEAR_INVALID', `${field}.year`, { from: 1800, to: thisYear + 10 }),
    ]);
    return {
      amount: Math.round(amount * 100) / 100,
      currency,
      year,
      funder: validateOptionalText(funder, `${field}.funder`, 200),
    };
  });
}

/** @throws Refusal DOCUMENTS_INVALID, TEXT_INVALID, URL_INVALID */
export function validateDocuments(documents: readonly PartnershipDocumentInput[]): PartnershipDocument[] {
  const valid = documents.map(({ title = null, url }, index) => ({
    title: validateOptionalText(title, `documents.${index}.title`, 200),
    url: validateUrl(url, `documents.${index}.url`),
  }));
  const addresses = new Set(valid.map(({ url }) => url));
  if (valid.length > MAX_PARTS || addresses.size < valid.length)
    throw refusal('DOCUMENTS_INVALID', 'documents', { max: MAX_PARTS });
  return valid;
}
