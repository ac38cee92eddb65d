import type { ChangeEvent } from '#kernel/outbox';
import {
  projectedTable,
  writeProjected,
  type ProjectedTable,
  type ProjectionDefinition,
} from '#kernel/projections';
import type { PoolClient } from 'pg';

/** Replicated tables by type of entity. */
const REPLICAS: Readonly<Record<string, ProjectedTable>> = {
  Authority: projectedTable('authority', {
    kind: 'text',
    siren: 'text',
    insee_code: 'text',
    department_codes: 'text[]',
    region_code: 'text',
    population: 'integer',
  }),
  Country: projectedTable('country', {
    code: 'text',
    region: 'text',
    sub_region: 'text',
    least_developed: 'boolean',
  }),
  CountryGroup: projectedTable('country_group', { code: 'text', country_codes: 'text[]' }),
  Partnership: projectedTable(
    'partnership',
    {
      kind: 'text',
      status: 'text',
      country_codes: 'text[]',
      theme_codes: 'text[]',
      start_year: 'integer',
      title_fr: 'text',
      title_en: 'text',
      confidence: 'text',
      as_of: 'text',
      stated_end: 'date',
      amount_eur: 'integer',
      authority_ids: 'uuid[]',
      foreign_authority_ids: 'uuid[]',
      foreign_authority_kinds: 'text[]',
    },
    { status: 'statusInSource', authority_ids: 'frenchAuthorityIds' },
  ),
};

/** The change event with the countries of a partnership: events of before say one alone. */
function completed(change: ChangeEvent): ChangeEvent {
  const { type, fields } = change;
  if (type !== 'Partnership' || !fields || fields.countryCodes) return change;
  return { ...change, fields: { ...fields, countryCodes: [fields.countryCode] } };
}

async function apply(changes: readonly ChangeEvent[], client: PoolClient): Promise<void> {
  for (const [type, replica] of Object.entries(REPLICAS)) {
    const ofType = changes.filter((change) => change.type === type).map(completed);
    await writeProjected(replica, ofType, client, 'expertises');
  }
}

/** Projects the holders of expertises and their ties from the outboxes of the subgraphs that own them. */
export const holders: ProjectionDefinition = {
  sources: ['authorities', 'cooperations', 'country-groups'],
  version: 2,
  apply,
};
