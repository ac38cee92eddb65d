import { raw, sql } from '#kernel/database';
import type { JobDefinition, JobTools } from '#kernel/scheduler';
import { today } from '#vocabulary';
import { EXPIRES_SOON_DAYS } from './cooperation-request.status.js';
import { closePendingInterests } from './cooperation-request.writes.js';

/**
 * Expires requests after their last day and announces those that expire soon. Readers see the status EXPIRED at once
 * (`statusNow`), but change events, the audit and pending replies need a write. A run handles all due requests, also
 * those of runs that were missed.
 */
export const expire: JobDefinition = {
  name: 'expire',
  // A quarter of an hour: runs meet midnight in Paris, in summer as in winter.
  everySeconds: 900,
  async run(tools) {
    const expired = await forEachDue(tools, sql`expires_on < ${today}`, expireOne);
    const announced = await forEachDue(
      tools,
      sql`expires_on BETWEEN ${today} AND ${today} + ${raw(String(EXPIRES_SOON_DAYS))} AND expiry_told_at IS NULL`,
      announceExpiry,
    );
    if (expired || announced)
      tools.log.info({ expired, announced }, 'expired requests and announced coming expiries');
  },
};

const BATCH_SIZE = 100;
const NIL = '00000000-0000-0000-0000-000000000000';

type Work = (tools: JobTools, id: string) => Promise<boolean>;

/**
 * Runs `work` for each due request in a transaction of its own, so that a failure does not hold up the others.
 * @returns number of changed requests
 * @throws AggregateError with all failures, after the last request; the reason of the signal when it was aborted before
 */
async function forEachDue(tools: JobTools, due: ReturnType<typeof sql>, work: Work): Promise<number> {
  let [changed, attempted] = [0, 0];
  const failures: unknown[] = [];
  // Last request of the batch: failed requests are not tried again in this run.
  let last: { day: string; id: string } | undefined;
  do {
    const batch = await tools.inTransaction(({ rows }) =>
      rows<{ day: string; id: string }>(
        sql`SELECT expires_on::text AS day, id FROM cooperation_request WHERE status = 'OPEN' AND ${due}
          AND (expires_on, id) > (${last?.day ?? '-infinity'}::date, ${last?.id ?? NIL}::uuid) ORDER BY expires_on, id LIMIT ${BATCH_SIZE}`,
      ),
    );
    for (const { id } of batch) {
      if (tools.signal.aborted) break;
      attempted += 1;
      try {
        if (await work(tools, id)) changed += 1;
      } catch (error) {
        failures.push(error);
      }
    }
    last = batch.length < BATCH_SIZE ? undefined : batch.at(-1);
  } while (last && !tools.signal.aborted);
  if (failures.length)
    throw new AggregateError(failures, `${failures.length} of ${attempted} requests could not be changed`, {
      cause: failures[0],
    });
  // Aborted: the next attempt handles the rest.
  tools.signal.throwIfAborted();
  return changed;
}

/** Expires a request, unless it was prolonged or closed meanwhile. */
const expireOne: Work = (tools, id) =>
  tools.inTransaction(async (writer) => {
    const [updated] =
      await writer.rows(sql`UPDATE cooperation_request SET status = 'EXPIRED', status_since = now()
        WHERE id = ${id} AND status = 'OPEN' AND expires_on < ${today} RETURNING id`);
    if (updated) await closePendingInterests(writer, id);
    return updated !== undefined;
  });

const announceExpiry: Work = (tools, id) =>
  tools.inTransaction(async (writer) => {
    const [updated] = await writer.rows(sql`UPDATE cooperation_request SET expiry_told_at = now()
        WHERE id = ${id} AND status = 'OPEN' AND expiry_told_at IS NULL RETURNING id`);
    return updated !== undefined;
  });
