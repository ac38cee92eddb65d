import { prepareSchemas, type DatabaseOptions, type SubgraphSchema } from '../database/database.js';
import { refuseUnfinishedRestore } from '../database/unfinished-restore.js';
import { adoptRestoredOutboxes } from '../outbox/restored-outbox.js';

/**
 * Prepares roles, schemas, extensions and migrations of the subgraphs, and adopts outboxes that were restored from the
 * dump of another server. Idempotent; several processes may run it at once.
 * @param log receives a sentence for each step that changed something
 * @throws DatabaseError when the user may not create roles, or when the database is of another version or a restore into it
 *   has not ended: then nothing changes
 */
export function prepareDatabase(
  subgraphs: readonly (SubgraphSchema & { projection?: unknown })[],
  options: DatabaseOptions,
  log: (line: string) => void,
): Promise<void> {
  return prepareSchemas(subgraphs, options, log, {
    before: refuseUnfinishedRestore,
    afterwards: (admin) => adoptRestoredOutboxes(admin, subgraphs, log),
  });
}
