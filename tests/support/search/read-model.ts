import type pg from 'pg';

/** Rows that are in only one of two tables; none when the tables are equal. */
export async function difference(
  database: pg.Client,
  left: string,
  right: string,
): Promise<{ side: string; row: unknown }[]> {
  // PostgreSQL takes joins of values inside JSON for tiny and loops over all pairs: a minute instead of four seconds.
  await database.query('SET enable_nestloop = off');
  const { rows } = await database.query<{ side: string; row: unknown }>(
    `WITH l AS MATERIALIZED (${left}), r AS MATERIALIZED (${right})
     (SELECT 'left' AS side, x.* FROM (SELECT * FROM l EXCEPT ALL SELECT * FROM r) x(row) LIMIT 5)
     UNION ALL (SELECT 'right', x.* FROM (SELECT * FROM r EXCEPT ALL SELECT * FROM l) x(row) LIMIT 5)`,
  );
  await database.query('RESET enable_nestloop');
  return rows;
}

export const rowsOf = (table: string, without: readonly string[] = []) =>
  `SELECT to_jsonb(t) ${without.map((column) => `- '${column}'`).join(' ')} FROM ${table} t`;

export async function tablesOf(database: pg.Client, schema: string): Promise<string[]> {
  const { rows } = await database.query<{ name: string }>(
    "SELECT tablename AS name FROM pg_tables WHERE schemaname = $1 AND tablename <> 'migration' ORDER BY 1",
    [schema],
  );
  return rows.map(({ name }) => name);
}

/** Columns of the tables of search that equal a field of the contract view. */
interface Copied {
  table: string;
  contract: string;
  /** Columns whose name in the contract is the same in camel case. */
  columns: readonly string[];
  /** SQL of other columns, over `f`, the contract's fields. */
  drawn?: Readonly<Record<string, string>>;
  joins?: string;
}

/** Without withdrawn expertises, which are in no list. */
const HELD = `(SELECT id, fields FROM expertises.contract_expertise WHERE fields->>'withdrawnOn' IS NULL)`;
const EXPERTISE = `${HELD} e`;
/** Condition that a partnership is one now: neither over nor still to come. */
const IS_TIE = `fields->>'statusInSource' NOT IN ('ENDED', 'UNDER_NEGOTIATION')`;
/** Distinct values of a list in the expertises of each authority. */
const listOfExpertises = (name: string, list: string, from = EXPERTISE) =>
  `LEFT JOIN (SELECT e.fields->>'authorityId' AS id, jsonb_agg(DISTINCT v.v ORDER BY v.v) AS codes
     FROM ${from}, jsonb_array_elements_text(coalesce(nullif(${list}, 'null'), '[]')) v(v) GROUP BY 1) ${name} ON ${name}.id = f->>'id'`;

const copied: readonly Copied[] = [
  {
    table: 'authority',
    contract: 'authorities.contract_authority',
    columns: [
      'kind',
      'name',
      'short_name',
      'insee_code',
      'siren',
      'department_code',
      'region_code',
      'postal_codes',
      'population',
      'website',
      'valid_to',
      'successor_id',
    ],
    drawn: {
      aliases: `jsonb_path_query_array(f, '$.aliases[*].name')`,
      former_codes: `jsonb_path_query_array(f, '$.formerCodes[*].code')`,
      former_names: `jsonb_path_query_array(f, '$.formerNames[*].name')`,
      former_sirens: `jsonb_path_query_array(f, '$.formerNames[*].siren ? (@ != null)')`,
      former_siren_names: `jsonb_path_query_array(f, '$.formerNames[*] ? (@.siren != null).name')`,
      expertise_count: 'coalesce(e.count, 0)',
      partnership_count: 'coalesce(p.count, 0)',
      country_group_codes: `coalesce(g.codes, '[]')`,
      theme_codes: `coalesce(themes.codes, '[]')`,
      country_codes: `coalesce((SELECT jsonb_agg(DISTINCT c.c ORDER BY c.c) FROM jsonb_array_elements(coalesce(countries.codes, '[]') || coalesce(p.entered, '[]')) c(c)), '[]')`,
      experience_country_codes: `coalesce(experience.codes, '[]')`,
      language_codes: `coalesce(languages.codes, '[]')`,
      bases: `coalesce(bases.codes, '[]')`,
      partner_country_codes: `coalesce(p.countries, '[]')`,
      tie_country_codes: `coalesce((SELECT jsonb_agg(DISTINCT c.c ORDER BY c.c) FROM jsonb_array_elements(coalesce(declared.codes, '[]') || coalesce(p.not_ended, '[]')) c(c)), '[]')`,
      lasting_country_codes: `coalesce((SELECT jsonb_agg(DISTINCT c.c ORDER BY c.c) FROM jsonb_array_elements(coalesce(declared.codes, '[]') || coalesce(p.lasting, '[]')) c(c)), '[]')`,
      tie_ends: `coalesce(p.ends, '[]')`,
    },
    joins: `
      LEFT JOIN (SELECT fields->>'authorityId' AS id, count(*) FROM ${EXPERTISE} GROUP BY 1) e ON e.id = f->>'id'
      LEFT JOIN (SELECT a.id, count(DISTINCT s.id), jsonb_agg(DISTINCT c.c ORDER BY c.c) AS countries,
        jsonb_agg(DISTINCT c.c) FILTER (WHERE fields->>'statusInSource' <> 'UNDER_NEGOTIATION') AS entered,
        jsonb_agg(DISTINCT c.c) FILTER (WHERE ${IS_TIE}) AS not_ended,
        jsonb_agg(DISTINCT c.c) FILTER (WHERE ${IS_TIE} AND fields->>'statedEnd' IS NULL) AS lasting,
        jsonb_agg(DISTINCT to_jsonb((c.c #>> '{}') || ' ' || (fields->>'statedEnd'))) FILTER (WHERE ${IS_TIE} AND fields->>'statedEnd' IS NOT NULL) AS ends
      FROM cooperations.contract_partnership s, jsonb_array_elements_text(fields->'frenchAuthorityIds') a(id), jsonb_array_elements(fields->'countryCodes') c(c)
      GROUP BY 1) p ON p.id = f->>'id'
      LEFT JOIN (SELECT fields->>'authorityId' AS id, jsonb_agg(DISTINCT fields->'groupCode') AS codes FROM country_groups.contract_country_group_term GROUP BY 1) g ON g.id = f->>'id'
      ${listOfExpertises('themes', `t.fields->'pathCodes'`, `${EXPERTISE} JOIN expertises.contract_theme t ON t.fields->'code' = e.fields->'themeCode'`)}
      ${listOfExpertises('countries', `e.fields->'authorityCountryCodes'`)}
      ${listOfExpertises('experience', `e.fields->'countryCodes'`)}
      ${listOfExpertises('declared', `e.fields->'countryCodes'`, `${HELD.replace(/\)$/, ` AND fields->>'basis' <> 'EVIDENCED')`)} e`)}
      ${listOfExpertises('languages', `e.fields->'languages'`)}
      ${listOfExpertises('bases', `jsonb_build_array(e.fields->'basis')`)}`,
  },
  { table: 'region', contract: 'authorities.contract_region', columns: ['code', 'name', 'authority_id'] },
  {
    table: 'department',
    contract: 'authorities.contract_department',
    columns: ['code', 'name', 'region_code'],
  },
  {
    table: 'theme',
    contract: 'expertises.contract_theme',
    columns: ['code', 'level', 'name_fr', 'name_en', 'path_codes', 'subtree_codes'],
  },
  {
    table: 'country',
    contract: 'country_groups.contract_country',
    columns: ['code', 'name_fr', 'name_en', 'aliases', 'region', 'sub_region', 'least_developed'],
  },
  {
    table: 'country_group',
    contract: 'country_groups.contract_country_group',
    columns: ['code', 'name_fr', 'name_en', 'country_codes'],
  },
  {
    table: 'country_group_term',
    contract: 'country_groups.contract_country_group_term',
    columns: ['group_code', 'authority_id', 'role'],
  },
  {
    table: 'expertise',
    contract: `${HELD} held`,
    columns: [
      'authority_id',
      'theme_code',
      'title_fr',
      'title_en',
      'basis',
      'languages',
      'mobilisation_modes',
      'country_codes',
      'authority_country_codes',
    ],
  },
  {
    table: 'label',
    contract: 'expertises.contract_label',
    columns: ['expertise_id', 'authority_id', 'programme_code', 'valid_from', 'valid_until', 'revoked_on'],
  },
  {
    table: 'partnership',
    contract: 'cooperations.contract_partnership',
    columns: [
      'kind',
      'country_codes',
      'theme_codes',
      'start_year',
      'end_date',
      'title_fr',
      'title_en',
      'confidence',
      'as_of',
      'stated_end',
      'amount_eur',
      'foreign_authority_ids',
      'foreign_authority_kinds',
    ],
    drawn: { status: `f->'statusInSource'` },
  },
  {
    table: 'event',
    contract: 'events.contract_event',
    columns: ['kind', 'status', 'start_date', 'end_date', 'country_codes', 'country_group_code'],
  },
  {
    table: 'call_for_projects',
    contract: 'cooperations.contract_call_for_projects',
    columns: ['kind', 'country_codes', 'theme_codes', 'opens_on', 'closes_on'],
  },
  {
    table: 'cooperation_request',
    contract: 'cooperations.contract_cooperation_request',
    columns: [
      'country_code',
      'theme_codes',
      'status',
      'opened_on',
      'expires_on',
      'languages',
      'urgency_level',
      'population',
    ],
  },
];

const camel = (column: string) => column.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());

/** For each table, SQL of its rows and SQL of the rows by the contract views of the services, field by field. */
export const againstContracts: readonly { table: string; held: string; said: string }[] = [
  ...copied.map(({ table, contract, columns, drawn = {}, joins = '' }) => {
    const held = ['id', ...columns, ...Object.keys(drawn)].map((column) => `'${column}', t.${column}`);
    const said = [
      ...['id', ...columns].map((column) => `'${column}', f->'${camel(column)}'`),
      ...Object.entries(drawn).map(([column, expression]) => `'${column}', ${expression}`),
    ];
    // OFFSET 0: the fields are computed once per row, not once per use.
    return {
      table,
      held: `SELECT jsonb_build_object(${held.join(', ')}) FROM search.${table} t`,
      said: `SELECT jsonb_build_object(${said.join(', ')}) FROM (SELECT id, fields FROM ${contract} OFFSET 0) c(id, f) ${joins}`,
    };
  }),
  {
    table: 'partnership_authority',
    held: `SELECT jsonb_build_object('p', partnership_id, 'a', authority_id, 'c', country_codes) FROM search.partnership_authority`,
    said: `SELECT jsonb_build_object('p', id, 'a', a, 'c', f->'countryCodes') FROM cooperations.contract_partnership c(id, f), jsonb_array_elements(f->'frenchAuthorityIds') a`,
  },
];
