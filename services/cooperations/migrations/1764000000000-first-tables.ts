import { DATA_LOAD_DDL } from '#kernel/database';
import { FACT_COLUMNS_DDL } from '#kernel/graphql';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const AUTHORITY_KINDS = `'COMMUNE', 'COMMUNITY_OF_COMMUNES', 'AGGLOMERATION_COMMUNITY', 'URBAN_COMMUNITY', 'METROPOLIS', 'METROPOLIS_LYON',
  'TERRITORIAL_PUBLIC_ESTABLISHMENT', 'DEPARTMENT', 'REGION', 'SPECIAL_COLLECTIVITY', 'JOINT_SYNDICATE', 'ASSOCIATION', 'OTHER_BODY'`;
const FOREIGN_COUNTRY = `country_code text NOT NULL CHECK (country_code ~ '^[A-Z]{2}$' AND country_code <> 'FR')`;

export class FirstTables1764000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(DATA_LOAD_DDL);
    await runner.query(`CREATE TABLE theme_tree (
      code text PRIMARY KEY,
      subtree_codes text[] NOT NULL
    )`);
    await runner.query(`CREATE TABLE french_authority (
      authority_id uuid PRIMARY KEY,
      kind text NOT NULL CHECK (kind IN (${AUTHORITY_KINDS})),
      insee_code text,
      siren text,
      department_code text,
      region_code text,
      population integer
    )`);
    await runner.query(`CREATE TABLE partnership (
      id uuid PRIMARY KEY,
      title_fr text,
      title_en text,
      kind text NOT NULL CHECK (kind IN ('TWINNING', 'COOPERATION', 'FRIENDSHIP', 'PROJECT', 'CONTACT')),
      ${FOREIGN_COUNTRY},
      theme_codes text[] NOT NULL,
      historical_french_name text,
      historical_french_name_until integer,
      start_year integer,
      start_year_confidence text CHECK (start_year_confidence IN ('CONFIRMED', 'GENERAL_KNOWLEDGE', 'DERIVED', 'ILLUSTRATIVE')),
      signed_on date,
      end_date date,
      status_in_source text NOT NULL CHECK (status_in_source IN ('ONGOING', 'ENDED', 'SUSPENDED', 'UNKNOWN')),
      conflicts jsonb NOT NULL,
      note text,
      search_text text NOT NULL,
      CONSTRAINT partnership_start_year_known CHECK ((start_year IS NULL) = (start_year_confidence IS NULL)),
      CONSTRAINT partnership_historical_french_name_until_check CHECK (historical_french_name_until IS NULL OR historical_french_name IS NOT NULL),
      CONSTRAINT partnership_dates_ordered CHECK (signed_on <= end_date AND start_year <= extract(year FROM end_date)),
      ${FACT_COLUMNS_DDL}
    )`);
    await runner.query(`CREATE INDEX partnership_country_code ON partnership (country_code, id)`);
    await runner.query(`CREATE INDEX partnership_theme_codes ON partnership USING gin (theme_codes)`);
    await runner.query(`CREATE TABLE partnership_french_authority (
      partnership_id uuid NOT NULL REFERENCES partnership (id),
      authority_id uuid NOT NULL REFERENCES french_authority (authority_id),
      position smallint NOT NULL,
      PRIMARY KEY (partnership_id, authority_id)
    )`);
    await runner.query(
      `CREATE INDEX partnership_french_authority_authority_id ON partnership_french_authority (authority_id)`,
    );
    await runner.query(`CREATE TABLE partnership_foreign_authority (
      partnership_id uuid NOT NULL REFERENCES partnership (id),
      foreign_authority_id uuid NOT NULL,
      kind text NOT NULL CHECK (kind IN ('MUNICIPALITY', 'INTERMUNICIPAL_BODY', 'DISTRICT', 'DEPARTMENT', 'PROVINCE', 'REGION', 'ASSOCIATION', 'OTHER_BODY')),
      position smallint NOT NULL,
      PRIMARY KEY (partnership_id, foreign_authority_id)
    )`);
    await runner.query(
      `CREATE INDEX partnership_foreign_authority_foreign_authority_id ON partnership_foreign_authority (foreign_authority_id)`,
    );
    await runner.query(`CREATE TABLE call_for_projects (
      id uuid PRIMARY KEY,
      code text NOT NULL UNIQUE,
      name_fr text NOT NULL,
      name_en text,
      kind text NOT NULL CHECK (kind IN ('GENERAL', 'TURNKEY', 'THEMATIC', 'JOINT_GEOGRAPHIC', 'LABEL_SESSION')),
      country_codes text[] NOT NULL,
      theme_codes text[] NOT NULL,
      opens_on date,
      closes_on date,
      results_on date,
      max_cofinancing_least_developed_percent smallint,
      max_cofinancing_other_percent smallint,
      minimum_french_authorities smallint,
      minimum_months smallint,
      maximum_months smallint,
      applicants text,
      applications integer,
      laureates_count integer,
      grant_eur integer,
      total_budget_eur integer,
      conflicts jsonb NOT NULL,
      note text,
      search_text text NOT NULL,
      CONSTRAINT call_for_projects_dates_ordered CHECK (opens_on <= closes_on AND closes_on <= results_on AND opens_on <= results_on),
      CONSTRAINT call_for_projects_laureates_count_check CHECK (laureates_count <= applications),
      CONSTRAINT call_for_projects_months_ordered CHECK (minimum_months <= maximum_months),
      ${FACT_COLUMNS_DDL}
    )`);
    await runner.query(
      `CREATE INDEX call_for_projects_country_codes ON call_for_projects USING gin (country_codes)`,
    );
    await runner.query(
      `CREATE INDEX call_for_projects_theme_codes ON call_for_projects USING gin (theme_codes)`,
    );
    await runner.query(`CREATE TABLE campaign (
      id uuid PRIMARY KEY,
      code text NOT NULL UNIQUE,
      year integer NOT NULL UNIQUE DEFERRABLE INITIALLY DEFERRED,
      name_fr text NOT NULL,
      name_en text,
      calls_count integer,
      applications integer,
      laureates_count integer,
      decision_on date,
      conflicts jsonb NOT NULL,
      note text,
      CONSTRAINT campaign_laureates_count_check CHECK (laureates_count <= applications),
      ${FACT_COLUMNS_DDL}
    )`);
    await runner.query(`CREATE TABLE laureate (
      id uuid PRIMARY KEY,
      call_code text REFERENCES call_for_projects (code),
      call_name text,
      campaign_code text REFERENCES campaign (code),
      year integer NOT NULL,
      title_fr text,
      title_en text,
      french_authority_ids uuid[] NOT NULL CHECK (cardinality(french_authority_ids) > 0),
      foreign_authority_ids uuid[] NOT NULL CHECK (cardinality(foreign_authority_ids) > 0),
      ${FOREIGN_COUNTRY},
      partnership_id uuid REFERENCES partnership (id),
      amount_eur integer,
      note text,
      search_text text NOT NULL,
      ${FACT_COLUMNS_DDL}
    )`);
    await runner.query(`CREATE INDEX laureate_call_code ON laureate (call_code)`);
    await runner.query(`CREATE INDEX laureate_campaign_code ON laureate (campaign_code)`);
    await runner.query(`CREATE INDEX laureate_partnership_id ON laureate (partnership_id)`);
    await runner.query(
      `CREATE INDEX laureate_french_authority_ids ON laureate USING gin (french_authority_ids)`,
    );
    await runner.query(
      `CREATE INDEX laureate_foreign_authority_ids ON laureate USING gin (foreign_authority_ids)`,
    );
    await runner.query(`CREATE TABLE cooperation_request (
      id uuid PRIMARY KEY,
      foreign_authority_id uuid,
      foreign_authority_text text NOT NULL,
      ${FOREIGN_COUNTRY},
      theme_codes text[] NOT NULL,
      need_fr text,
      need_en text,
      languages text[] NOT NULL,
      urgency text,
      opened_on text NOT NULL,
      expires_on date,
      status text NOT NULL CHECK (status IN ('OPEN', 'MATCHED', 'CLOSED', 'EXPIRED')),
      answered_by_ids uuid[] NOT NULL,
      partnership_id uuid REFERENCES partnership (id),
      note text,
      search_text text NOT NULL,
      CONSTRAINT cooperation_request_need_check CHECK (need_fr IS NOT NULL OR need_en IS NOT NULL),
      ${FACT_COLUMNS_DDL}
    )`);
    await runner.query(
      `CREATE INDEX cooperation_request_foreign_authority_id ON cooperation_request (foreign_authority_id)`,
    );
    await runner.query(`CREATE INDEX cooperation_request_country_code ON cooperation_request (country_code)`);
    await runner.query(
      `CREATE INDEX cooperation_request_theme_codes ON cooperation_request USING gin (theme_codes)`,
    );
    await runner.query(
      `CREATE INDEX cooperation_request_answered_by_ids ON cooperation_request USING gin (answered_by_ids)`,
    );
    await runner.query(
      `CREATE INDEX cooperation_request_partnership_id ON cooperation_request (partnership_id)`,
    );
    await runner.query(`CREATE TABLE figure (
      id uuid PRIMARY KEY,
      name_fr text NOT NULL,
      name_en text NOT NULL,
      values jsonb NOT NULL,
      note text,
      search_text text NOT NULL,
      ${FACT_COLUMNS_DDL}
    )`);
  }

  /** Loses all data of the service. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      `DROP TABLE figure, cooperation_request, laureate, campaign, call_for_projects, partnership_foreign_authority,
        partnership_french_authority, partnership, french_authority, theme_tree, data_load`,
    );
  }
}
