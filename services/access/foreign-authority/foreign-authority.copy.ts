import type { ChangeEvent } from '#kernel/outbox';
import { projectedTable, writeProjected } from '#kernel/projections';
import type { PoolClient } from 'pg';

const table = projectedTable('foreign_authority', {
  name: 'text',
  country_code: 'text',
  merged_into_id: 'uuid',
});

/** Copies the authorities abroad from the change events of the authorities subgraph. */
export async function copyForeignAuthorities(
  changes: readonly ChangeEvent[],
  client: PoolClient,
): Promise<void> {
  const authorities = changes.filter(({ type }) => type === 'ForeignAuthority');
  await writeProjected(table, authorities, client, 'access');
}
