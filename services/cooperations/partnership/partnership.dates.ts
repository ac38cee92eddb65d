import { refuseAny, requireLikelyDates, validateAll, type Transaction } from '#kernel/mutations';
import { dayOf, problem } from '#vocabulary';
import type { PartnershipEntity } from './partnership.entity.js';

/** @throws Refusal DATE_INVALID, DATES_INVALID, YEAR_INVALID */
export async function checkDates(
  transaction: Transaction,
  partnership: Pick<PartnershipEntity, 'startYear' | 'signedOn' | 'endDate'>,
): Promise<void> {
  const { startYear, signedOn, endDate } = partnership;
  const thisYear = Number((await dayOf(transaction)).slice(0, 4));
  await validateAll({
    likely: () => requireLikelyDates(partnership, ['signedOn', 'endDate']),
    order: () =>
      refuseAny([
        startYear !== null &&
          (startYear < 1800 || startYear > thisYear + 1) &&
          problem('YEAR_INVALID', 'startYear', { from: 1800, to: thisYear + 1 }),
        (endDate !== null &&
          signedOn !== null &&
          signedOn > endDate &&
          problem('DATES_INVALID.ENDS_BEFORE_SIGNED', 'endDate')) ||
          (endDate !== null &&
            startYear !== null &&
            startYear > Number(endDate.slice(0, 4)) &&
            problem('DATES_INVALID.ENDS_BEFORE_BEGINS', 'endDate')),
      ]),
  });
}
