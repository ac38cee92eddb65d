import type { OrderBy } from '#kernel';

/**
 * Puts before each sort key the one that tells unknown values, so that they stand last whichever way the list runs.
 * @param tellers for a sort key whose value may be unknown, the key that is 1 where it is and 0 where it is not
 */
export function unknownLast<Field extends string, Teller extends string>(
  orderBy: readonly OrderBy<Field>[] | null | undefined,
  tellers: Partial<Record<Field, Teller>>,
): OrderBy<Field | Teller>[] {
  return (orderBy ?? []).flatMap((order): OrderBy<Field | Teller>[] => {
    const teller = tellers[order.field];
    return teller ? [{ field: teller, direction: 'ASC' }, order] : [order];
  });
}
