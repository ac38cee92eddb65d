import { DATA_LOAD_DDL } from '#kernel/database';
import { FACT_COLUMNS_DDL } from '#kernel/graphql';
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class FirstTables1764000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(DATA_LOAD_DDL);
    await runner.query(`CREATE TABLE theme (
      id uuid PRIMARY KEY,
      code text NOT NULL UNIQUE,
      parent_code text REFERENCES theme (code) DEFERRABLE INITIALLY DEFERRED,
      level smallint NOT NULL CHECK (level BETWEEN 1 AND 3),
      name_fr text NOT NULL,
      name_en text NOT NULL,
      path_codes text[] NOT NULL,
      subtree_codes text[] NOT NULL,
      dac_codes text[] NOT NULL,
      goal_codes smallint[] NOT NULL,
      mapping_note text,
      search_text text NOT NULL,
      CONSTRAINT theme_path_codes_check CHECK (cardinality(path_codes) = level AND path_codes[level] = code),
      CONSTRAINT theme_parent_code_check CHECK ((level = 1) = (parent_code IS NULL)),
      ${FACT_COLUMNS_DDL}
    )`);
    await runner.query(`CREATE INDEX theme_parent_code ON theme (parent_code)`);
    await runner.query(`CREATE TABLE dac_sector (
      id uuid PRIMARY KEY,
      code text NOT NULL UNIQUE CHECK (code ~ '^[0-9]{5}$'),
      name_fr text,
      name_en text NOT NULL,
      status text NOT NULL CHECK (status IN ('ACTIVE', 'WITHDRAWN')),
      ${FACT_COLUMNS_DDL}
    )`);
    await runner.query(`CREATE TABLE sustainable_development_goal (
      id uuid PRIMARY KEY,
      code smallint NOT NULL UNIQUE CHECK (code BETWEEN 1 AND 17),
      name_fr text NOT NULL,
      name_en text NOT NULL,
      ${FACT_COLUMNS_DDL}
    )`);
    await runner.query(`CREATE TABLE expertise (
      id uuid PRIMARY KEY,
      authority_id uuid NOT NULL,
      theme_code text NOT NULL REFERENCES theme (code),
      title_fr text NOT NULL,
      title_en text,
      description_fr text,
      description_en text,
      basis text NOT NULL CHECK (basis IN ('LABELLED', 'DECLARED', 'EVIDENCED')),
      languages text[],
      mobilisation_modes text[] CHECK (mobilisation_modes <@ ARRAY['SHORT_MISSION', 'LONG_MISSION', 'REMOTE', 'HOSTING']),
      mobilisation_terms_fr text,
      mobilisation_terms_en text,
      country_codes text[] NOT NULL,
      authority_country_codes text[] NOT NULL,
      evidence_ids uuid[] NOT NULL,
      search_text text NOT NULL,
      CONSTRAINT expertise_authority_country_codes_check CHECK (authority_country_codes @> country_codes),
      CONSTRAINT expertise_evidence_ids_check CHECK (basis <> 'EVIDENCED' OR cardinality(evidence_ids) > 0),
      UNIQUE (authority_id, theme_code, title_fr) DEFERRABLE INITIALLY DEFERRED,
      ${FACT_COLUMNS_DDL}
    )`);
    await runner.query(`CREATE INDEX expertise_theme_code ON expertise (theme_code, id)`);
    await runner.query(`CREATE INDEX expertise_country_codes ON expertise USING gin (country_codes)`);
    await runner.query(
      `CREATE INDEX expertise_authority_country_codes ON expertise USING gin (authority_country_codes)`,
    );
    await runner.query(`CREATE INDEX expertise_evidence_ids ON expertise USING gin (evidence_ids)`);
    await runner.query(`CREATE TABLE label_programme (
      id uuid PRIMARY KEY,
      code text NOT NULL UNIQUE,
      name_fr text NOT NULL,
      name_en text NOT NULL,
      launched_on text NOT NULL,
      successor_code text REFERENCES label_programme (code) DEFERRABLE INITIALLY DEFERRED,
      description_fr text NOT NULL,
      description_en text NOT NULL,
      facts jsonb NOT NULL,
      note text,
      ${FACT_COLUMNS_DDL}
    )`);
    await runner.query(`CREATE TABLE committee_session (
      id uuid PRIMARY KEY,
      programme_code text NOT NULL REFERENCES label_programme (code),
      announced_on date NOT NULL,
      submissions_before date NOT NULL,
      held_on date NOT NULL,
      note text,
      CONSTRAINT committee_session_dates_ordered CHECK (announced_on <= submissions_before AND submissions_before < held_on),
      ${FACT_COLUMNS_DDL}
    )`);
    await runner.query(`CREATE TABLE label (
      id uuid PRIMARY KEY,
      expertise_id uuid NOT NULL REFERENCES expertise (id),
      authority_id uuid NOT NULL,
      programme_code text NOT NULL REFERENCES label_programme (code),
      session_id uuid REFERENCES committee_session (id),
      awarded_on date NOT NULL,
      valid_from date NOT NULL,
      valid_until date,
      CONSTRAINT label_validity_ordered CHECK (valid_until IS NULL OR valid_from <= valid_until),
      ${FACT_COLUMNS_DDL}
    )`);
    await runner.query(`CREATE INDEX label_expertise_id ON label (expertise_id)`);
    await runner.query(`CREATE INDEX label_authority_id ON label (authority_id)`);
    await runner.query(`CREATE INDEX label_programme_code ON label (programme_code)`);
    await runner.query(`CREATE INDEX label_session_id ON label (session_id)`);
  }

  /** Loses all data of the service. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      `DROP TABLE label, committee_session, label_programme, expertise, sustainable_development_goal, dac_sector, theme, data_load`,
    );
  }
}
