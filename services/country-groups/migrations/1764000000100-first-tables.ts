import { DATA_LOAD_DDL } from '#kernel/database';
import { FACT_COLUMNS_DDL } from '#kernel/graphql';
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class FirstTables1764000000100 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(DATA_LOAD_DDL);
    await runner.query(`CREATE TABLE country (
      id uuid PRIMARY KEY,
      code text NOT NULL UNIQUE CHECK (code ~ '^[A-Z]{2}$'),
      alpha3 text NOT NULL UNIQUE CHECK (alpha3 ~ '^[A-Z]{3}$'),
      numeric_code text NOT NULL UNIQUE CHECK (numeric_code ~ '^[0-9]{3}$'),
      name_fr text NOT NULL,
      name_en text NOT NULL,
      aliases text[] NOT NULL,
      region text,
      sub_region text,
      least_developed boolean NOT NULL,
      least_developed_as_of date NOT NULL,
      search_names text[] NOT NULL,
      search_text text NOT NULL,
      ${FACT_COLUMNS_DDL}
    )`);
    await runner.query(`CREATE INDEX country_search_names ON country USING gin (search_names)`);
    await runner.query(`CREATE TABLE country_group (
      id uuid PRIMARY KEY,
      code text NOT NULL UNIQUE,
      name_fr text NOT NULL,
      name_en text NOT NULL,
      country_codes text[] NOT NULL CHECK (cardinality(country_codes) > 0),
      created_on text,
      last_activity_on date,
      status text NOT NULL CHECK (status IN ('ACTIVE_EVIDENCE', 'LISTED')),
      contact text,
      note text,
      search_text text NOT NULL,
      ${FACT_COLUMNS_DDL}
    )`);
    await runner.query(`CREATE INDEX country_group_country_codes ON country_group USING gin (country_codes)`);
    await runner.query(`CREATE TABLE country_group_term (
      id uuid PRIMARY KEY,
      group_code text NOT NULL REFERENCES country_group (code),
      person text NOT NULL,
      role text NOT NULL CHECK (role IN ('PRESIDENT', 'FORMER_PRESIDENT', 'CHAIR', 'REFERENT')),
      role_text text,
      authority_id uuid,
      seen_on text,
      ${FACT_COLUMNS_DDL}
    )`);
    await runner.query(`CREATE INDEX country_group_term_group_code ON country_group_term (group_code)`);
    await runner.query(`CREATE INDEX country_group_term_authority_id ON country_group_term (authority_id)`);
    // A group has one presidency at a date. A term without a date says nothing of any date.
    await runner.query(
      `CREATE UNIQUE INDEX country_group_term_one_presidency ON country_group_term (group_code, seen_on) WHERE role = 'PRESIDENT'`,
    );
  }

  /** Loses all data of the service. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE country_group_term, country_group, country, data_load`);
  }
}
