import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The read model: rows are what the outboxes of the other subgraphs say. They have no foreign keys, since the other end can
 * come later, from another outbox; a rebuild makes all of them again. */
export class FirstTables1765400000600 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const parts = [
      CHECKPOINT,
      TEXT_SEARCH,
      AUTHORITY,
      NAMES,
      TERRITORIES,
      THEME,
      COUNTRIES,
      EXPERTISES,
      COOPERATIONS,
      EVENT,
    ];
    for (const statements of parts) await runner.query(statements);
  }

  async down(): Promise<void> {
    throw new Error('Migrations are not undone: restore a backup.');
  }
}

/** Where the projector stands in each outbox. */
const CHECKPOINT = `
CREATE TABLE checkpoint (
  subgraph text PRIMARY KEY,
  transaction xid8 NOT NULL,
  number bigint NOT NULL,
  version integer NOT NULL,
  changed_at timestamptz,
  applied_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
`;

/** Stemming after accents are gone: "cooperations decentralisees" finds "Coopération décentralisée". */
const TEXT_SEARCH = `
CREATE TEXT SEARCH CONFIGURATION french_unaccented (COPY = pg_catalog.french);
ALTER TEXT SEARCH CONFIGURATION french_unaccented
  ALTER MAPPING FOR hword, hword_part, word WITH extensions.unaccent, pg_catalog.french_stem;
CREATE TEXT SEARCH CONFIGURATION english_unaccented (COPY = pg_catalog.english);
ALTER TEXT SEARCH CONFIGURATION english_unaccented
  ALTER MAPPING FOR hword, hword_part, word WITH extensions.unaccent, pg_catalog.english_stem;
`;

/**
 * What authorities are searched by, so that a search reads a row for each authority and not one for each expertise. The lists
 * from theme_codes to partner_country_codes summarise the expertises and partnerships of the authority; they hold no value
 * twice.
 */
const AUTHORITY = `
CREATE TABLE authority (
  id uuid PRIMARY KEY,
  kind text NOT NULL,
  name text NOT NULL,
  short_name text,
  aliases text[] NOT NULL,
  insee_code text,
  siren text,
  former_codes text[] NOT NULL,
  department_code text,
  department_codes text[] NOT NULL,
  region_code text,
  population integer,
  website text,
  valid_to text,
  successor_id uuid,
  expertise_count integer NOT NULL DEFAULT 0,
  partnership_count integer NOT NULL DEFAULT 0,
  country_group_codes text[] NOT NULL DEFAULT '{}',
  search_text text NOT NULL,
  theme_codes text[] NOT NULL DEFAULT '{}',
  country_codes text[] NOT NULL DEFAULT '{}',
  experience_country_codes text[] NOT NULL DEFAULT '{}',
  language_codes text[] NOT NULL DEFAULT '{}',
  bases text[] NOT NULL DEFAULT '{}',
  partner_country_codes text[] NOT NULL DEFAULT '{}',
  label_periods daterange[] NOT NULL DEFAULT '{}',
  title_words tsvector NOT NULL DEFAULT ''
)
-- Bytes above which long lists of large authorities are stored apart, for the sake of those who read many rows.
WITH (toast_tuple_target = 512);
CREATE INDEX authority_name ON authority (name COLLATE "fr-FR-x-icu", id);
CREATE INDEX authority_population ON authority ((coalesce(population, -1)) DESC, id);
CREATE INDEX authority_kind ON authority (kind, id);
CREATE INDEX authority_region_code ON authority (region_code);
CREATE INDEX authority_siren ON authority (siren);
CREATE INDEX authority_insee_code ON authority (insee_code);
CREATE INDEX authority_former_codes ON authority USING gin (former_codes);
CREATE INDEX authority_search_text ON authority USING gin (search_text gin_trgm_ops);
CREATE INDEX authority_title_words ON authority USING gin (title_words);
CREATE INDEX authority_population_value ON authority (population);
CREATE INDEX authority_successor_id ON authority (successor_id) WHERE successor_id IS NOT NULL;
-- Counts the authorities that exist: 1.3 ms with it, 13 ms without.
CREATE INDEX authority_current ON authority (kind) WHERE valid_to IS NULL;
-- One index for all conditions on lists, on the région, the kind and the least population: it passes over what few of them
-- let through, where an index for each had to be read to its end for every theme that nearly all authorities have.
-- PostgreSQL reads it in this order: what few authorities share comes first. Lists of one element stand where there is no
-- list, since such an index knows lists alone. Statements use it while they repeat these expressions to the letter.
CREATE INDEX authority_facts ON authority USING gin (
  department_codes,
  country_group_codes,
  (ARRAY[region_code]),
  (CASE WHEN kind <> 'COMMUNE' THEN ARRAY[kind] END),
  (('{1000,2000,5000,10000,20000,50000,100000,200000,500000,1000000,2000000,5000000}'::int[])[1:width_bucket(population,
    '{1000,2000,5000,10000,20000,50000,100000,200000,500000,1000000,2000000,5000000}'::int[])]),
  partner_country_codes,
  experience_country_codes,
  language_codes,
  country_codes,
  bases,
  theme_codes
)
-- Kilobytes: every search reads the list of pending entries.
WITH (gin_pending_list_limit = 64);
`;

/** Names by which authorities, themes, countries and country groups are suggested. Keys are compared byte by byte. */
const NAMES = `
CREATE TABLE name (
  holder_id uuid NOT NULL,
  subject_id uuid NOT NULL,
  subject_type text NOT NULL,
  name text NOT NULL,
  role text NOT NULL,
  code text,
  weight real NOT NULL,
  words text NOT NULL,
  full_key text COLLATE "C" NOT NULL,
  core_key text COLLATE "C" NOT NULL,
  sound_key text COLLATE "C" NOT NULL,
  typo_keys text[] NOT NULL,
  department_code text,
  region_code text,
  -- Within the holder, so that tables made again are the very same.
  number smallint NOT NULL,
  PRIMARY KEY (holder_id, number)
);
CREATE INDEX name_full_key ON name (full_key);
CREATE INDEX name_core_key ON name (core_key);
-- Kilobytes: every search reads the list of pending entries, and a first reading of the outboxes would leave long ones.
CREATE INDEX name_sound_key ON name USING gin (sound_key gin_trgm_ops) WITH (gin_pending_list_limit = 64);
CREATE INDEX name_words ON name USING gin (words gin_trgm_ops) WITH (gin_pending_list_limit = 64);
CREATE INDEX name_weight ON name (weight DESC);
CREATE INDEX name_typo_keys ON name USING gin (typo_keys) WITH (gin_pending_list_limit = 64);
CREATE INDEX name_department_code ON name (department_code);
CREATE INDEX name_region_code ON name (region_code);

-- What people add to distinguish homonyms: names and codes of départements, régions and overseas collectivities.
CREATE TABLE place (
  holder_id uuid NOT NULL,
  key text COLLATE "C" NOT NULL,
  department_codes text[] NOT NULL,
  region_code text,
  PRIMARY KEY (holder_id, key)
);

CREATE TABLE name_ambiguity (
  id uuid PRIMARY KEY,
  keys text[] NOT NULL
);
`;

const TERRITORIES = `
CREATE TABLE region (
  id uuid PRIMARY KEY,
  code text NOT NULL,
  name text NOT NULL,
  authority_id uuid
);

CREATE TABLE department (
  id uuid PRIMARY KEY,
  code text NOT NULL,
  name text NOT NULL,
  region_code text NOT NULL
);
`;

const THEME = `
CREATE TABLE theme (
  id uuid PRIMARY KEY,
  code text NOT NULL,
  level smallint NOT NULL,
  name_fr text NOT NULL,
  name_en text NOT NULL,
  path_codes text[] NOT NULL,
  subtree_codes text[] NOT NULL
);
CREATE INDEX theme_code ON theme (code);
`;

const COUNTRIES = `
CREATE TABLE country (
  id uuid PRIMARY KEY,
  code text NOT NULL,
  name_fr text NOT NULL,
  name_en text NOT NULL,
  aliases text[] NOT NULL,
  region text,
  sub_region text,
  least_developed boolean NOT NULL
);
CREATE INDEX country_code ON country (code);

CREATE TABLE country_group (
  id uuid PRIMARY KEY,
  code text NOT NULL,
  name_fr text NOT NULL,
  name_en text NOT NULL,
  country_codes text[] NOT NULL
);

CREATE TABLE country_group_term (
  id uuid PRIMARY KEY,
  group_code text NOT NULL,
  authority_id uuid,
  role text NOT NULL
);
CREATE INDEX country_group_term_authority_id ON country_group_term (authority_id);
`;

const EXPERTISES = `
CREATE TABLE expertise (
  id uuid PRIMARY KEY,
  authority_id uuid NOT NULL,
  theme_code text NOT NULL,
  title_fr text NOT NULL,
  title_en text,
  basis text NOT NULL,
  languages text[],
  country_codes text[] NOT NULL,
  authority_country_codes text[] NOT NULL,
  title_words tsvector NOT NULL GENERATED ALWAYS AS (
    to_tsvector('french_unaccented', coalesce(title_fr, '')) || to_tsvector('english_unaccented', coalesce(title_en, ''))
  ) STORED,
  -- When labels of the expertise are in force.
  label_periods daterange[] NOT NULL DEFAULT '{}',
  mobilisation_modes text[]
);
CREATE INDEX expertise_theme_code ON expertise (theme_code, authority_id);
-- Facets read all expertises of the authorities that are found, thousands of one large authority: with all that is asked
-- of them in the index, none has to be looked up in the table. There is none on country_codes or authority_country_codes:
-- PostgreSQL would take these lists, which few expertises hold, for a shorter way than the few of one authority.
CREATE INDEX expertise_labelled ON expertise (authority_id, theme_code, basis)
  INCLUDE (languages, country_codes, label_periods) WHERE label_periods <> '{}';
CREATE INDEX expertise_authority_id ON expertise (authority_id, theme_code, basis)
  INCLUDE (languages, country_codes, label_periods);

CREATE TABLE label (
  id uuid PRIMARY KEY,
  expertise_id uuid NOT NULL,
  authority_id uuid NOT NULL,
  programme_code text NOT NULL,
  valid_from date NOT NULL,
  valid_until date,
  revoked_on date
);
CREATE INDEX label_expertise_id ON label (expertise_id);
CREATE INDEX label_authority_id ON label (authority_id);
`;

const COOPERATIONS = `
CREATE TABLE partnership (
  id uuid PRIMARY KEY,
  kind text NOT NULL,
  status text NOT NULL,
  country_code text NOT NULL,
  theme_codes text[] NOT NULL,
  start_year integer,
  end_date date,
  title_fr text,
  title_en text,
  title_words tsvector NOT NULL GENERATED ALWAYS AS (
    to_tsvector('french_unaccented', coalesce(title_fr, '')) || to_tsvector('english_unaccented', coalesce(title_en, ''))
  ) STORED,
  -- The French authorities, so that those of many partnerships are counted without a join.
  authority_ids uuid[] NOT NULL
);
CREATE INDEX partnership_country_code ON partnership (country_code);
CREATE INDEX partnership_theme_codes ON partnership USING gin (theme_codes);

CREATE TABLE partnership_authority (
  partnership_id uuid NOT NULL,
  authority_id uuid NOT NULL,
  country_code text NOT NULL,
  PRIMARY KEY (partnership_id, authority_id)
);
CREATE INDEX partnership_authority_authority_id ON partnership_authority (authority_id, country_code);
CREATE INDEX partnership_authority_country_code ON partnership_authority (country_code, authority_id);

CREATE TABLE call_for_projects (
  id uuid PRIMARY KEY,
  kind text NOT NULL,
  country_codes text[] NOT NULL,
  theme_codes text[] NOT NULL,
  opens_on date,
  closes_on date
);

CREATE TABLE cooperation_request (
  id uuid PRIMARY KEY,
  country_code text NOT NULL,
  theme_codes text[] NOT NULL,
  status text NOT NULL,
  opened_on text NOT NULL,
  languages text[] NOT NULL,
  urgency_level text,
  population integer,
  expires_on date
);
`;

const EVENT = `
CREATE TABLE event (
  id uuid PRIMARY KEY,
  kind text NOT NULL,
  status text NOT NULL,
  start_date date NOT NULL,
  end_date date NOT NULL,
  country_codes text[] NOT NULL,
  country_group_code text
);
`;
