import type { SourceConflict } from './provenance.js';
import { refusal } from './problems.js';
import { enteredBy } from './written-rows.js';

/**
 * What sources say otherwise, after an edit: the value that was entered comes first, since it is what the graph shows,
 * and all that sources say stays. Absent when the edit touches nothing on which they differ.
 * @param party that enters it
 * @throws Refusal VALUE_NEEDED for an edit that clears what sources know
 */
export function conflictsAfter(
  party: string,
  conflicts: readonly SourceConflict[],
  changes: object,
): { conflicts?: SourceConflict[] } {
  const given = changes as Record<string, unknown>;
  if (conflicts.every(({ field }) => given[field] === undefined)) return {};
  const [source] = enteredBy(party).sources;
  return {
    conflicts: conflicts.map(({ field, values }) => {
      const value = given[field];
      if (value === undefined) return { field, values };
      if (value === null)
        throw refusal('VALUE_NEEDED', 'Sources differ on it: say which value holds.', field);
      const others = values.filter((other) => other.source.title !== source!.title);
      return { field, values: [{ value: String(value), source: source! }, ...others] };
    }),
  };
}
