import { dropOldReceipts } from '../mutations/mutation.js';
import { compactChanges } from '../outbox/compaction.js';
import type { JobDefinition } from '../scheduler/job.js';

/** Keeps the outbox of a subgraph and the receipts of its mutations from growing for ever. */
export const maintenance: JobDefinition = {
  name: 'maintenance',
  everySeconds: 24 * 3_600,
  async run({ pool, log, signal }) {
    const gone = await compactChanges(pool, signal);
    if (gone) log.info({ gone }, 'old changes dropped');
    await dropOldReceipts(pool);
  },
};
