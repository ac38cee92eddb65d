import type { PoolClient } from 'pg';
import type { ChangesByType } from './apply.js';

/** Expertises whose labels these changes touch, as the tables stand. */
export async function labelledBy(changes: ChangesByType, client: PoolClient): Promise<string[]> {
  const labels = changes.get('Label')?.map(({ entityId }) => entityId) ?? [];
  const expertises = changes.get('Expertise')?.map(({ entityId }) => entityId) ?? [];
  if (!labels.length) return expertises;
  const { rows } = await client.query<{ id: string }>(
    'SELECT DISTINCT expertise_id AS id FROM label WHERE id = ANY($1::uuid[])',
    [labels],
  );
  return [...expertises, ...rows.map(({ id }) => id)];
}

/** When a label `l` is valid; one that was revoked, on no day. */
const PERIOD = `CASE WHEN l.revoked_on IS NULL THEN daterange(l.valid_from, l.valid_until, '[]') ELSE 'empty' END`;

/** Tells expertises when their labels are valid. */
export async function writeLabelPeriods(expertises: readonly string[], client: PoolClient): Promise<void> {
  if (!expertises.length) return;
  await client.query(
    `UPDATE expertise e SET label_periods = found.periods
     FROM unnest($1::uuid[]) AS asked(id) CROSS JOIN LATERAL (
       SELECT ARRAY(SELECT ${PERIOD} FROM label l WHERE l.expertise_id = asked.id ORDER BY 1) AS periods
     ) found
     WHERE e.id = asked.id AND e.label_periods <> found.periods`,
    [expertises],
  );
}
