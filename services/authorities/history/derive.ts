import { communeCreations, type CommuneCreation } from './commune-creations.js';
import { communesOfToday } from './communes-of-today.js';
import { communeSpans, formerNamesOfSpans, lastingCommunes } from './communes-since-2019.js';
import { daysOfNamesIn2019, formerNamesBeforeHistory, formerNamesOfHistory } from './communes-until-2019.js';
import { compareFormerNames, isSameName, type FormerName } from './former-name.js';
import { formerNamesOfBodies } from './intermunicipal-bodies.js';
import type { ReleaseData } from './releases.js';

/** Former names of all authorities, and creation days of communes, from the releases in order of their years. */
export function deriveHistory(releases: readonly ReleaseData[]): {
  formerNames: FormerName[];
  creations: CommuneCreation[];
} {
  const [first, latest] = [releases[0]!, releases.at(-1)!];
  const withHistory = releases.find(({ history }) => history.length > 0);
  if (!withHistory) throw new Error('no release has the history of communes');
  const today = communesOfToday(latest);
  const spans = communeSpans(releases);
  const sinceFirst = formerNamesOfSpans(spans, today);
  const lasting = lastingCommunes(spans, today, sinceFirst);
  const days = daysOfNamesIn2019(withHistory);
  const dated = sinceFirst.map(({ firstSeen, ...row }): FormerName => {
    const day = firstSeen === String(first.year) ? days.get(row.inseeCode!) : undefined;
    if (day && isSameName(day.name, row.name)) return { ...row, from: day.from };
    // The first release says nothing of when a name began.
    return firstSeen === String(first.year) || firstSeen === undefined ? row : { ...row, firstSeen };
  });
  return {
    formerNames: [
      ...formerNamesBeforeHistory(first, withHistory, today),
      ...formerNamesOfHistory(withHistory, today, lasting),
      ...dated,
      ...formerNamesOfBodies(releases, today),
    ].sort(compareFormerNames),
    creations: communeCreations(withHistory, lasting),
  };
}
