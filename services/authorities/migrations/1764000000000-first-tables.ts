import { DATA_LOAD_DDL } from '#kernel/database';
import { FACT_COLUMNS_DDL } from '#kernel/graphql';
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class FirstTables1764000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(DATA_LOAD_DDL);
    await runner.query(`CREATE TABLE authority (
      id uuid PRIMARY KEY,
      key text NOT NULL UNIQUE,
      kind text NOT NULL CHECK (kind IN ('COMMUNE', 'COMMUNITY_OF_COMMUNES', 'AGGLOMERATION_COMMUNITY', 'URBAN_COMMUNITY',
        'METROPOLIS', 'METROPOLIS_LYON', 'TERRITORIAL_PUBLIC_ESTABLISHMENT', 'DEPARTMENT', 'REGION', 'SPECIAL_COLLECTIVITY',
        'JOINT_SYNDICATE', 'ASSOCIATION', 'OTHER_BODY')),
      name text NOT NULL,
      short_name text,
      insee_code text,
      siren text CHECK (siren ~ '^[0-9]{9}$'),
      department_code text,
      department_codes text[] NOT NULL,
      region_code text,
      population integer CHECK (population >= 0),
      population_year smallint,
      valid_from text,
      valid_to text,
      successor_id uuid REFERENCES authority (id) DEFERRABLE INITIALLY DEFERRED,
      website text,
      email text,
      note text,
      search_text text NOT NULL,
      CONSTRAINT authority_population_year_check CHECK (population_year IS NULL OR population IS NOT NULL),
      CONSTRAINT authority_successor_check CHECK (successor_id IS NULL OR (valid_to IS NOT NULL AND successor_id <> id)),
      ${FACT_COLUMNS_DDL}
    )`);
    // What must be unique among the authorities that exist. A région has the code of some département: it is left out.
    await runner.query(
      `CREATE UNIQUE INDEX authority_siren_live ON authority (siren) WHERE valid_to IS NULL`,
    );
    await runner.query(
      `CREATE UNIQUE INDEX authority_insee_code_live ON authority (insee_code) WHERE valid_to IS NULL AND key NOT LIKE 'REG-%'`,
    );
    await runner.query(`CREATE INDEX authority_siren ON authority (siren)`);
    await runner.query(`CREATE INDEX authority_insee_code ON authority (insee_code)`);
    // Orders.
    await runner.query(`CREATE INDEX authority_name ON authority (name COLLATE "fr-FR-x-icu", id)`);
    await runner.query(
      `CREATE INDEX authority_population ON authority ((coalesce(population, -1)) DESC, id)`,
    );
    await runner.query(
      `CREATE INDEX authority_insee_order ON authority ((coalesce(insee_code, '~') COLLATE "C"), id)`,
    );
    await runner.query(
      `CREATE INDEX authority_population_upwards ON authority ((coalesce(population, 2147483647)), id)`,
    );
    await runner.query(
      `CREATE INDEX authority_insee_order_downwards ON authority ((coalesce(insee_code, '') COLLATE "C") DESC, id)`,
    );
    await runner.query(`CREATE INDEX authority_kind ON authority (kind, id)`);
    // Filters, each in the default order.
    await runner.query(`CREATE INDEX authority_population_value ON authority (population, id)`);
    await runner.query(
      `CREATE INDEX authority_closed_name ON authority (name COLLATE "fr-FR-x-icu", id) WHERE valid_to IS NOT NULL`,
    );
    await runner.query(
      `CREATE INDEX authority_kind_name ON authority (kind, name COLLATE "fr-FR-x-icu", id)`,
    );
    await runner.query(`CREATE INDEX authority_department_codes ON authority USING gin (department_codes)`);
    await runner.query(
      `CREATE INDEX authority_region_name ON authority (region_code, name COLLATE "fr-FR-x-icu", id)`,
    );
    await runner.query(
      `CREATE INDEX authority_successor_id ON authority (successor_id) WHERE successor_id IS NOT NULL`,
    );
    await runner.query(
      `CREATE INDEX authority_search_text ON authority USING gin (search_text gin_trgm_ops)`,
    );
    await runner.query(`CREATE TABLE authority_alias (
      authority_id uuid NOT NULL REFERENCES authority (id),
      kind text NOT NULL CHECK (kind IN ('PREDECESSOR', 'FORMER_NAME', 'SHORT_NAME', 'SPELLING', 'OTHER_NAME')),
      name text NOT NULL,
      PRIMARY KEY (authority_id, name),
      ${FACT_COLUMNS_DDL}
    )`);
    await runner.query(`CREATE TABLE authority_code (
      code text PRIMARY KEY,
      kind text NOT NULL CHECK (kind IN ('FORMER_COMMUNE', 'DELEGATED_COMMUNE', 'ASSOCIATED_COMMUNE', 'MUNICIPAL_DISTRICT', 'DEPARTMENT')),
      name text,
      authority_id uuid NOT NULL REFERENCES authority (id),
      ${FACT_COLUMNS_DDL}
    )`);
    await runner.query(`CREATE INDEX authority_code_authority_id ON authority_code (authority_id, code)`);
    await runner.query(`CREATE TABLE membership (
      member_id uuid NOT NULL REFERENCES authority (id),
      group_id uuid NOT NULL REFERENCES authority (id),
      PRIMARY KEY (member_id, group_id)
    )`);
    await runner.query(`CREATE INDEX membership_group_id ON membership (group_id, member_id)`);
    await runner.query(`CREATE TABLE region (
      id uuid PRIMARY KEY,
      code text NOT NULL UNIQUE,
      name text NOT NULL,
      authority_id uuid REFERENCES authority (id),
      search_text text NOT NULL,
      ${FACT_COLUMNS_DDL}
    )`);
    await runner.query(`CREATE TABLE department (
      id uuid PRIMARY KEY,
      code text NOT NULL UNIQUE,
      name text NOT NULL,
      region_code text NOT NULL REFERENCES region (code),
      authority_id uuid REFERENCES authority (id),
      search_text text NOT NULL,
      ${FACT_COLUMNS_DDL}
    )`);
    await runner.query(`CREATE INDEX department_region_code ON department (region_code)`);
    await runner.query(`CREATE TABLE foreign_authority (
      id uuid PRIMARY KEY,
      name text NOT NULL,
      local_name text,
      aliases text[] NOT NULL,
      kind text NOT NULL CHECK (kind IN ('MUNICIPALITY', 'INTERMUNICIPAL_BODY', 'DISTRICT', 'DEPARTMENT', 'PROVINCE', 'REGION',
        'ASSOCIATION', 'OTHER_BODY')),
      country_code text NOT NULL,
      subdivision_code text,
      national_association text,
      note text,
      search_text text NOT NULL,
      CONSTRAINT foreign_authority_country_code_check CHECK (country_code ~ '^[A-Z]{2}$' AND country_code <> 'FR'),
      CONSTRAINT foreign_authority_subdivision_code_check CHECK (starts_with(subdivision_code, country_code || '-')),
      CONSTRAINT foreign_authority_country_kind_name UNIQUE (country_code, kind, name),
      ${FACT_COLUMNS_DDL}
    )`);
    await runner.query(
      `CREATE INDEX foreign_authority_name ON foreign_authority (name COLLATE "fr-FR-x-icu", id)`,
    );
    await runner.query(
      `CREATE INDEX foreign_authority_country_name ON foreign_authority (country_code, name COLLATE "fr-FR-x-icu", id)`,
    );
    await runner.query(`CREATE TABLE name_ambiguity (
      id uuid PRIMARY KEY,
      mention text NOT NULL,
      candidate_ids uuid[] NOT NULL CHECK (cardinality(candidate_ids) > 1),
      chosen_id uuid REFERENCES authority (id),
      why text NOT NULL,
      CONSTRAINT name_ambiguity_chosen_id_check CHECK (chosen_id = ANY (candidate_ids)),
      ${FACT_COLUMNS_DDL}
    )`);
  }

  /** Loses all data of the service. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      `DROP TABLE name_ambiguity, foreign_authority, department, region, membership, authority_code, authority_alias, authority, data_load`,
    );
  }
}
