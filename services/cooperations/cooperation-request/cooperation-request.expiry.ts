import { raw, sql } from '#kernel/database';
import type { JobDefinition, JobTools } from '#kernel/scheduler';
import { today } from '#vocabulary';
import { EXPIRES_SOON_DAYS } from './cooperation-request.status.js';
import { closePendingInterests } from './cooperation-request.writes.js';

/**
 * Makes the end of a request's last day known: what is read says so from that instant, but change records, the audit and
 * the replies that wait need a write. A run takes all requests that are due, whichever run has missed them.
 */
export const expire: JobDefinition = {
  name: 'expire',
  // Midnight in Paris is at a quarter of an hour, in summer as in winter.
  everySeconds: 900,
  async run(tools) {
    const expired = await each(tools, sql`expires_on < ${today}`, expireOne);
    const soon = await each(
      tools,
      sql`expires_on BETWEEN ${today} AND ${today} + ${raw(String(EXPIRES_SOON_DAYS))} AND expiry_told_at IS NULL`,
      announceExpiry,
    );
    if (expired || soon)
      tools.log.info({ expired, soon }, 'requests expired, or were told that they expire soon');
  },
};

const BATCH_SIZE = 100;
const NIL = '00000000-0000-0000-0000-000000000000';

type Work = (tools: JobTools, id: string) => Promise<boolean>;

/**
 * A transaction for each: one that fails holds no other up.
 * @returns how many were changed
 * @throws AggregateError of what failed, after all others were done; the signal's reason when it left some undone
 */
async function each(tools: JobTools, due: ReturnType<typeof sql>, work: Work): Promise<number> {
  let [changed, seen] = [0, 0];
  const failures: unknown[] = [];
  // Those that failed are not looked at again in this run.
  let last: { day: string; id: string } | undefined;
  do {
    const found = await tools.inTransaction(({ rows }) =>
      rows<{ day: string; id: string }>(
        sql`SELECT expires_on::text AS day, id FROM cooperation_request WHERE status = 'OPEN' AND ${due}
          AND (expires_on, id) > (${last?.day ?? '-infinity'}::date, ${last?.id ?? NIL}::uuid) ORDER BY expires_on, id LIMIT ${BATCH_SIZE}`,
      ),
    );
    for (const { id } of found) {
      if (tools.signal.aborted) break;
      seen += 1;
      try {
        if (await work(tools, id)) changed += 1;
      } catch (error) {
        failures.push(error);
      }
    }
    last = found.length < BATCH_SIZE ? undefined : found.at(-1);
  } while (last && !tools.signal.aborted);
  if (failures.length)
    throw new AggregateError(failures, `${failures.length} of ${seen} requests could not be changed`, {
      cause: failures[0],
    });
  // What is left is for the next attempt.
  tools.signal.throwIfAborted();
  return changed;
}

/** Whoever prolonged or closed it meanwhile was faster. */
const expireOne: Work = (tools, id) =>
  tools.inTransaction(async (writer) => {
    const [done] =
      await writer.rows(sql`UPDATE cooperation_request SET status = 'EXPIRED', status_since = now()
        WHERE id = ${id} AND status = 'OPEN' AND expires_on < ${today} RETURNING id`);
    if (done) await closePendingInterests(writer, id);
    return done !== undefined;
  });

const announceExpiry: Work = (tools, id) =>
  tools.inTransaction(async (writer) => {
    const [done] = await writer.rows(sql`UPDATE cooperation_request SET expiry_told_at = now()
        WHERE id = ${id} AND status = 'OPEN' AND expiry_told_at IS NULL RETURNING id`);
    return done !== undefined;
  });
