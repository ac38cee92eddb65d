import { AbsenceReason, absenceRow, type AbsenceRow } from './absence.type.js';
import { absenceText } from './absence-text.js';

/** Lists in a filter that ask for all of their values, or for none of them: empty, they ask for nothing. */
const HARMLESS: ReadonlySet<string> = new Set(['having', 'lacking', 'notIn', 'and']);

/**
 * Arguments of a filter that nothing can meet, whatever the data: an empty list of values or branches, values that are all excluded
 * again, or a lower bound above the upper one. Those inside `or` count when every branch has one, those inside `not` never.
 */
export function impossibleArguments(filter: object, path = 'filter'): string[] {
  const given = filter as Record<string, unknown>;
  const {
    in: values,
    notIn = [],
    gte,
    lte,
  } = given as { in?: unknown; notIn?: unknown[]; gte?: never; lte?: never };
  if (Array.isArray(values) && values.length && values.every((value) => notIn.includes(value))) return [path];
  if (gte != null && lte != null && gte > lte) return [path];
  return Object.entries(given).flatMap(([name, value]) => {
    const argument = `${path}.${name}`;
    if (value == null || name === 'not') return [];
    if (name === 'or') return ofEveryBranch(value as object[], argument);
    if (Array.isArray(value) && !value.length) return HARMLESS.has(name) ? [] : [argument];
    return typeof value === 'object' ? impossibleArguments(value, argument) : [];
  });
}

function ofEveryBranch(branches: readonly object[], path: string): string[] {
  if (!branches.length) return [path];
  const found = branches.map((branch, at) => impossibleArguments(branch, `${path}.${at}`));
  return found.every((one) => one.length) ? found.flat() : [];
}

/** Reason for which a filter finds nothing whatever the data; null when it can find something. */
export function impossible(filter: object | null | undefined, path?: string): AbsenceRow | null {
  const found = impossibleArguments(filter ?? {}, path);
  if (!found.length) return null;
  return absenceRow(AbsenceReason.IMPOSSIBLE, absenceText('IMPOSSIBLE', { arguments: found.join(', ') }));
}
