import { Text } from '#kernel/errors';
import { absenceText, itemsText, type Items } from './absence-text.js';
import { AbsenceReason, absenceRow, type AbsenceRow } from './absence.type.js';

/** Things whose countries are those of partners abroad. */
const ABROAD: ReadonlySet<Items> = new Set<Items>([
  'PARTNERSHIPS',
  'COOPERATION_REQUESTS',
  'FOREIGN_AUTHORITIES',
  'AUTHORITIES',
  'EXPERTISES',
]);

/** Whether a filter asks for France by some country, outside `not`. */
function asksForFrance(filter: object): boolean {
  return Object.entries(filter).some(([name, value]) => {
    if (typeof value !== 'object' || value === null || name === 'not') return false;
    if (/country/i.test(name) && (value as { in?: unknown[] }).in?.includes('FR')) return true;
    return asksForFrance(value);
  });
}

/** Reason of an empty answer of which all facts are known. @param more what else is known of the reason */
export function noMatch(
  items: Items,
  filter: object | null | undefined,
  more: readonly Text[] = [],
): AbsenceRow {
  const sentences = [absenceText('NO_MATCH', { items: itemsText(items) }), ...more];
  if (ABROAD.has(items) && asksForFrance(filter ?? {})) sentences.push(absenceText('FRANCE'));
  return absenceRow(AbsenceReason.NO_MATCH, Text.join(sentences));
}
