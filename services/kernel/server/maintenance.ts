import { dropOldFences, dropOldReceipts } from '../mutations/mutation.js';
import { compactChanges } from '../outbox/compaction.js';
import type { JobDefinition } from '../scheduler/job.js';

/** Daily job that compacts the outbox of a subgraph and deletes old receipts and fencing tokens of its mutations. */
export const maintenance: JobDefinition = {
  name: 'maintenance',
  everySeconds: 24 * 3_600,
  async run({ pool, log, signal }) {
    const deleted = await compactChanges(pool, signal);
    if (deleted) log.info({ deleted }, 'outbox compacted');
    await dropOldReceipts(pool);
    await dropOldFences(pool);
  },
};
