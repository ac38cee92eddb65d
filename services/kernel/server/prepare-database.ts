import { prepareSchemas, type DatabaseOptions, type SubgraphSchema } from '../database/database.js';
import { adoptRestoredOutboxes } from '../outbox/restored-feed.js';

/**
 * Roles, schemas, extensions and migrations of the subgraphs; outboxes that a dump of another server restored are
 * adopted. Safe to repeat, and by several processes at once.
 * @param log takes a sentence for each thing that was done
 * @throws DatabaseError when the user may not create roles, or when the database is of another version: then nothing changes
 */
export function prepareDatabase(
  subgraphs: readonly (SubgraphSchema & { projection?: unknown })[],
  options: DatabaseOptions,
  log: (line: string) => void,
): Promise<void> {
  return prepareSchemas(subgraphs, options, log, (admin) => adoptRestoredOutboxes(admin, subgraphs, log));
}
