import { publicError } from '#kernel/errors';
import { searchText } from '../search.messages.js';

/** Time in which the statistics of one operation begin, in milliseconds. */
export const TIME_TO_BEGIN = 10_000;

/**
 * Queue in which the statistics of one operation run one after the other. One over all authorities can take seconds: sixty
 * aliases of it would take every connection that searches of others need, and run on when their own answer is too late.
 * @param now milliseconds of a clock
 * @returns runs a statistic after those before it, failed or not; @throws TIMEOUT when they took too long
 */
export function statisticsQueue(now = () => performance.now()) {
  let previous: Promise<unknown> = Promise.resolve();
  let begun: number | undefined;
  return <Answer>(run: () => Promise<Answer>): Promise<Answer> => {
    begun ??= now();
    const deadline = begun + TIME_TO_BEGIN;
    const runInTime = () => {
      if (now() <= deadline) return run();
      throw publicError('TIMEOUT', searchText('STATISTICS_LATE'));
    };
    const answer = previous.then(runInTime, runInTime);
    previous = answer;
    return answer;
  };
}
