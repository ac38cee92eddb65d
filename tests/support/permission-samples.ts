import type { Grounds, Side } from './grounds.js';
import { SAMPLES_OF_GROUPS } from './samples-of-groups.js';

/**
 * What a mutation is told of the thing that it is done to, by its name: fields of its input, for a thing within the
 * grant (`mine`) or beyond it (`other`). Needed for each that names the thing by an id of its own; those that name
 * whose it is (`authorityId` and the like) need none, and everything else is filled in by its type.
 */
export const SAMPLES: Readonly<
  Record<string, (grounds: Grounds, side: Side) => Promise<Record<string, unknown>> | Record<string, unknown>>
> = {
  ...SAMPLES_OF_GROUPS,
};
