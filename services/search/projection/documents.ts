import { projectedTable, type ProjectedTable } from '#kernel/projections';
import { foldText } from '#kernel/values';
import { keysOfMention } from '../names/name-ambiguity.js';

const authority = projectedTable('authority', {
  kind: 'text',
  name: 'text',
  short_name: 'text',
  aliases: 'text[]',
  insee_code: 'text',
  siren: 'text',
  former_codes: 'text[]',
  department_code: 'text',
  department_codes: 'text[]',
  region_code: 'text',
  postal_codes: 'text[]',
  former_names: 'text[]',
  former_sirens: 'text[]',
  former_siren_names: 'text[]',
  population: 'integer',
  website: 'text',
  valid_to: 'text',
  successor_id: 'uuid',
  search_text: 'text',
});

/** Folded names, each with two spaces around it, so that no match spans two names. */
function searchTextOf(names: readonly (string | null)[]): string {
  const folded = new Set(names.flatMap((name) => (name ? [foldText(name)] : [])));
  return `  ${[...folded].join('  ')}  `;
}

/** Documents by type of entity; change events of other types are skipped. */
export const documents: Readonly<Record<string, ProjectedTable>> = {
  Authority: {
    ...authority,
    row(fields) {
      const aliases = (fields.aliases as { name: string }[]).map(({ name }) => name);
      const former = fields.formerNames as { name: string; siren: string | null }[];
      const formerNames = former.map(({ name }) => name);
      const withSiren = former.filter(({ siren }) => siren !== null);
      const names = [fields.name, fields.shortName, ...aliases, ...formerNames] as (string | null)[];
      return {
        ...authority.row(fields),
        aliases,
        former_names: formerNames,
        former_sirens: withSiren.map(({ siren }) => siren),
        former_siren_names: withSiren.map(({ name }) => name),
        former_codes: (fields.formerCodes as { code: string }[]).map(({ code }) => code),
        search_text: searchTextOf(names),
      };
    },
  },
  Region: projectedTable('region', { code: 'text', name: 'text', authority_id: 'uuid' }),
  Department: projectedTable('department', { code: 'text', name: 'text', region_code: 'text' }),
  ForeignAuthority: projectedTable('foreign_authority', { name: 'text', kind: 'text', country_code: 'text' }),
  NameAmbiguity: {
    table: 'name_ambiguity',
    columns: { id: 'uuid', keys: 'text[]' },
    row: ({ id, mention }) => ({ id, keys: keysOfMention(mention as string) }),
  },
  Theme: projectedTable('theme', {
    code: 'text',
    level: 'smallint',
    name_fr: 'text',
    name_en: 'text',
    path_codes: 'text[]',
    subtree_codes: 'text[]',
  }),
  Country: projectedTable('country', {
    code: 'text',
    name_fr: 'text',
    name_en: 'text',
    aliases: 'text[]',
    region: 'text',
    sub_region: 'text',
    least_developed: 'boolean',
  }),
  CountryGroup: projectedTable('country_group', {
    code: 'text',
    name_fr: 'text',
    name_en: 'text',
    country_codes: 'text[]',
  }),
  CountryGroupTerm: projectedTable('country_group_term', {
    group_code: 'text',
    authority_id: 'uuid',
    role: 'text',
  }),
  Expertise: {
    ...projectedTable('expertise', {
      authority_id: 'uuid',
      theme_code: 'text',
      title_fr: 'text',
      title_en: 'text',
      basis: 'text',
      languages: 'text[]',
      mobilisation_modes: 'text[]',
      country_codes: 'text[]',
      authority_country_codes: 'text[]',
    }),
    isHidden: ({ withdrawnOn }) => withdrawnOn != null,
  },
  Label: projectedTable('label', {
    expertise_id: 'uuid',
    authority_id: 'uuid',
    programme_code: 'text',
    valid_from: 'date',
    valid_until: 'date',
    revoked_on: 'date',
  }),
  Partnership: projectedTable(
    'partnership',
    {
      kind: 'text',
      status: 'text',
      country_codes: 'text[]',
      theme_codes: 'text[]',
      start_year: 'integer',
      end_date: 'date',
      title_fr: 'text',
      title_en: 'text',
      authority_ids: 'uuid[]',
      confidence: 'text',
      as_of: 'text',
      stated_end: 'date',
      amount_eur: 'integer',
      foreign_authority_ids: 'uuid[]',
      foreign_authority_kinds: 'text[]',
      source_titles: 'text[]',
    },
    { status: 'statusInSource', authority_ids: 'frenchAuthorityIds' },
  ),
  Event: projectedTable('event', {
    kind: 'text',
    status: 'text',
    start_date: 'date',
    end_date: 'date',
    country_codes: 'text[]',
    country_group_code: 'text',
  }),
  CallForProjects: projectedTable('call_for_projects', {
    kind: 'text',
    country_codes: 'text[]',
    theme_codes: 'text[]',
    opens_on: 'date',
    closes_on: 'date',
  }),
  CooperationRequest: projectedTable('cooperation_request', {
    foreign_authority_id: 'uuid',
    country_code: 'text',
    theme_codes: 'text[]',
    status: 'text',
    opened_on: 'text',
    expires_on: 'date',
    languages: 'text[]',
    urgency_level: 'text',
    population: 'integer',
  }),
};
