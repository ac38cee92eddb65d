import type { ChangeEvent } from '#kernel/outbox';
import { writeProjected } from '#kernel/projections';
import type { PoolClient } from 'pg';
import { authoritiesOf, summarise } from './authority-summary.js';
import { completed } from './earlier-events.js';
import { labelledBy, writeLabelPeriods } from './label-periods.js';
import { documents } from './documents.js';
import { writeNames } from './name-writer.js';
import { writePartners } from './partnership-authority.js';
import { writePlaces } from './place-writer.js';
import { analyzeGrown } from './planner-statistics.js';

/** Change events by type of entity. */
export type ChangesByType = ReadonlyMap<string, readonly ChangeEvent[]>;

function byTypeOf(changes: readonly ChangeEvent[]): ChangesByType {
  const byType = new Map<string, ChangeEvent[]>();
  for (const change of changes) {
    if (!(change.type in documents)) continue;
    const ofType = byType.get(change.type);
    if (ofType) ofType.push(completed(change));
    else byType.set(change.type, [completed(change)]);
  }
  return byType;
}

/** Projects change events: writes their rows, then what is derived from several rows. */
export async function apply(changes: readonly ChangeEvent[], client: PoolClient): Promise<void> {
  const byType = byTypeOf(changes);
  const before = await authoritiesOf(byType, client);
  const labelled = await labelledBy(byType, client);
  for (const [type, ofType] of byType) await writeProjected(documents[type]!, ofType, client, 'search');
  await writeNames(byType, client);
  await writePlaces(byType.get('Authority') ?? [], client);
  await writePartners(byType.get('Partnership') ?? [], client);
  await writeLabelPeriods([...new Set([...labelled, ...(await labelledBy(byType, client))])], client);
  await summarise(byType, before, client);
  await analyzeGrown(changes.length, client);
}
