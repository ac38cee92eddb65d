import type { ChangeEvent } from '#kernel/outbox';
import { projectedTable, writeProjected } from '#kernel/projections';
import type { PoolClient } from 'pg';

const table = projectedTable(
  'french_authority',
  {
    kind: 'text',
    name: 'text',
    insee_code: 'text',
    siren: 'text',
    department_code: 'text',
    region_code: 'text',
    population: 'integer',
  },
  {},
  'authority_id',
);

/** Copies every French authority, closed ones too. */
export async function copyFrenchAuthorities(
  changes: readonly ChangeEvent[],
  client: PoolClient,
): Promise<void> {
  const authorities = changes.filter(({ type }) => type === 'Authority');
  await writeProjected(table, authorities, client, 'cooperations');
}
