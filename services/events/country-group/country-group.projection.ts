import type { ChangeEvent } from '#kernel/outbox';
import { projectedTable, writeProjected, type ProjectionDefinition } from '#kernel/projections';
import type { PoolClient } from 'pg';

const table = projectedTable('country_group', { code: 'text' });

async function apply(changes: readonly ChangeEvent[], client: PoolClient): Promise<void> {
  const groups = changes.filter(({ type }) => type === 'CountryGroup');
  await writeProjected(table, groups, client, 'events');
}

/** Projects the codes of country groups, closed ones too, from the change events of their subgraph. */
export const countryGroupCodes: ProjectionDefinition = { sources: ['country-groups'], version: 1, apply };
