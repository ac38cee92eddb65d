import type { ChangeEvent } from '#kernel/outbox';
import type { PoolClient } from 'pg';

interface Fields {
  validTo: string | null;
  successorId: string | null;
}

const isClosed = ({ fields }: ChangeEvent): boolean => fields?.validTo != null;

/** Copies the closed authorities from the change events of the authorities subgraph. */
export async function copyClosedAuthorities(
  changes: readonly ChangeEvent[],
  client: PoolClient,
): Promise<void> {
  const authorities = changes.filter(({ type }) => type === 'Authority');
  const closed = authorities.filter(isClosed);
  const rows = closed.map(({ entityId, fields }) => {
    const { validTo, successorId } = fields as unknown as Fields;
    return { id: entityId, valid_to: validTo, successor_id: successorId };
  });
  const open = authorities.filter((change) => !isClosed(change)).map(({ entityId }) => entityId);
  await client.query('DELETE FROM closed_authority WHERE id = ANY($1::uuid[])', [open]);
  // Unchanged rows are not written: each write makes the gateway recheck the permissions of every connected client.
  await client.query(
    `INSERT INTO closed_authority AS c (id, valid_to, successor_id)
      SELECT id, valid_to, successor_id FROM jsonb_to_recordset($1::jsonb) AS r (id uuid, valid_to text, successor_id uuid)
      ON CONFLICT (id) DO UPDATE SET valid_to = excluded.valid_to, successor_id = excluded.successor_id
        WHERE (c.valid_to, c.successor_id) IS DISTINCT FROM (excluded.valid_to, excluded.successor_id)`,
    [JSON.stringify(rows)],
  );
}
