import type { Source } from '#kernel/graphql';
import { LICENCE, PACKAGE, RELEASES, type Release } from '../history/releases.js';

/** Release of the package by its version. */
const releaseOf = (version: string): Release | undefined =>
  RELEASES.find((release) => release.version === version);

export const isRelease = (version: string): boolean => releaseOf(version) !== undefined;

/** Source that a row drawn from a release shows, and the year whose 1 January the release describes. */
export function sourceOfRelease(version: string): { source: Source; asOf: string } {
  const release = releaseOf(version);
  if (!release)
    throw new Error(`${PACKAGE} ${version} is none of the releases that former names are drawn from`);
  return {
    source: {
      title: `${PACKAGE} ${version} (code officiel géographique of INSEE, EPCI of the DGCL; release of ${release.releasedOn})`,
      url: `https://www.npmjs.com/package/${PACKAGE}/v/${version}`,
      licence: LICENCE,
    },
    // The history of communes ends where that release's list of communes stands: on 1 January 2019.
    asOf: String(release.has.includes('history of communes') ? HISTORY_YEAR : release.year),
  };
}

/** Year in which the history of communes ends. */
const HISTORY_YEAR = 2019;
