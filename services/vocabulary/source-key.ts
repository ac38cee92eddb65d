import type { ProblemRow } from '#kernel/errors';
import { problem } from './messages/index.js';

const KEY = /^[a-z0-9][a-z0-9.-]{1,63}$/;

/** Source key of what a joined partnership was known for itself; its id is the key in it. Nobody sends it. */
export const JOINED_SOURCE = 'joined';

/** What is wrong with the key of a source that somebody sends; undefined: nothing. */
export function sourceKeyProblem(key: string, field: string): ProblemRow | undefined {
  if (!KEY.test(key)) return problem('SOURCE_INVALID.KEY', field);
  return key === JOINED_SOURCE ? problem('SOURCE_INVALID.RESERVED', field, { key }) : undefined;
}
