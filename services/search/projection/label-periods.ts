import type { PoolClient } from 'pg';
import type { ChangesByType } from './apply.js';

/** Expertises whose labels these changes affect, by the current tables. */
export async function labelledBy(changes: ChangesByType, client: PoolClient): Promise<string[]> {
  const labels = changes.get('Label')?.map(({ entityId }) => entityId) ?? [];
  const expertises = changes.get('Expertise')?.map(({ entityId }) => entityId) ?? [];
  if (!labels.length) return expertises;
  const { rows } = await client.query<{ id: string }>(
    'SELECT /* search: Projection.labels */ DISTINCT expertise_id AS id FROM label WHERE id = ANY($1::uuid[])',
    [labels],
  );
  return [...expertises, ...rows.map(({ id }) => id)];
}

/** Period of a label `l`; empty for a revoked one. */
const PERIOD = `CASE WHEN l.revoked_on IS NULL THEN daterange(l.valid_from, l.valid_until, '[]') ELSE 'empty' END`;

/** Writes the periods of their labels into the expertises. */
export async function writeLabelPeriods(expertises: readonly string[], client: PoolClient): Promise<void> {
  if (!expertises.length) return;
  await client.query(
    `UPDATE /* search: Projection.labels */ expertise e SET label_periods = labels.periods
     FROM unnest($1::uuid[]) AS affected(id) CROSS JOIN LATERAL (
       SELECT ARRAY(SELECT ${PERIOD} FROM label l WHERE l.expertise_id = affected.id ORDER BY 1) AS periods
     ) labels
     WHERE e.id = affected.id AND e.label_periods <> labels.periods`,
    [expertises],
  );
}
