import type { ImportState } from './session.js';

const FATES: Readonly<Record<string, [before: string, after: string]>> = {
  CREATED: ['would be created', 'created'],
  JOINED: ['would join what exists', 'joined to what exists'],
  UPDATED: ['would update what the source said before', 'updated'],
  UNCHANGED: ['unchanged', 'unchanged'],
  AMBIGUOUS: ['ambiguous', 'ambiguous, not entered'],
  REFUSED: ['refused', 'refused, not entered'],
  SKIPPED: ['left out by decision', 'left out by decision'],
  MISSING_FROM_EDITION: ['missing from this edition, kept', 'missing from this edition, kept'],
};

/** Report of an import in words: numbers of rows by fate. */
export function reportLines({ id, fileName, state, profile, counts }: ImportState): string[] {
  const isDone = state === 'APPLIED';
  const lines = Object.keys(FATES).flatMap((fate) => {
    const found = counts.find((one) => one.fate === fate);
    return found ? [`${String(found.count).padStart(8)}  ${FATES[fate]![isDone ? 1 : 0]}`] : [];
  });
  const layout = profile === null ? '' : `, layout ${profile}`;
  return [`${fileName}${layout}: ${state.toLowerCase()} (import ${id})`, ...lines];
}
