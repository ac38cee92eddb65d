import { FEED_POSITION_DDL } from '#kernel/projections';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Stemming after accents are gone: "cooperations decentralisees" finds "Coopération décentralisée". */
const CONFIGURATIONS = ['french', 'english'].flatMap((language) => [
  `CREATE TEXT SEARCH CONFIGURATION ${language}_unaccented (COPY = pg_catalog.${language})`,
  `ALTER TEXT SEARCH CONFIGURATION ${language}_unaccented
    ALTER MAPPING FOR hword, hword_part, word WITH extensions.unaccent, pg_catalog.${language}_stem`,
]);

/** Rows are what the feeds say; they have no foreign keys, since the other end can come later, by another feed. */
export class FirstTables1764300000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(FEED_POSITION_DDL);
    for (const statement of CONFIGURATIONS) await runner.query(statement);
    await runner.query(`CREATE TABLE authority (
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
      search_text text NOT NULL
    )`);
    await runner.query(`CREATE INDEX authority_name ON authority (name COLLATE "fr-FR-x-icu", id)`);
    await runner.query(
      `CREATE INDEX authority_population ON authority ((coalesce(population, -1)) DESC, id)`,
    );
    await runner.query(`CREATE INDEX authority_kind ON authority (kind, id)`);
    await runner.query(`CREATE INDEX authority_region_code ON authority (region_code)`);
    await runner.query(`CREATE INDEX authority_department_codes ON authority USING gin (department_codes)`);
    await runner.query(`CREATE INDEX authority_siren ON authority (siren)`);
    await runner.query(`CREATE INDEX authority_insee_code ON authority (insee_code)`);
    await runner.query(`CREATE INDEX authority_former_codes ON authority USING gin (former_codes)`);
    await runner.query(
      `CREATE INDEX authority_search_text ON authority USING gin (search_text gin_trgm_ops)`,
    );
    await runner.query(`CREATE TABLE region (
      id uuid PRIMARY KEY, code text NOT NULL, name text NOT NULL, authority_id uuid
    )`);
    await runner.query(`CREATE TABLE department (
      id uuid PRIMARY KEY, code text NOT NULL, name text NOT NULL, region_code text NOT NULL
    )`);
    await runner.query(`CREATE TABLE foreign_authority (
      id uuid PRIMARY KEY, name text NOT NULL, local_name text, aliases text[] NOT NULL, kind text NOT NULL, country_code text NOT NULL
    )`);
    await runner.query(`CREATE TABLE theme (
      id uuid PRIMARY KEY, code text NOT NULL, level smallint NOT NULL, name_fr text NOT NULL, name_en text NOT NULL,
      path_codes text[] NOT NULL, subtree_codes text[] NOT NULL
    )`);
    await runner.query(`CREATE INDEX theme_code ON theme (code)`);
    await runner.query(`CREATE TABLE country (
      id uuid PRIMARY KEY, code text NOT NULL, name_fr text NOT NULL, name_en text NOT NULL, aliases text[] NOT NULL,
      region text, sub_region text, least_developed boolean NOT NULL
    )`);
    await runner.query(`CREATE INDEX country_code ON country (code)`);
    await runner.query(`CREATE TABLE country_group (
      id uuid PRIMARY KEY, code text NOT NULL, name_fr text NOT NULL, name_en text NOT NULL, country_codes text[] NOT NULL
    )`);
    await runner.query(`CREATE TABLE country_group_term (
      id uuid PRIMARY KEY, group_code text NOT NULL, authority_id uuid, role text NOT NULL
    )`);
    await runner.query(`CREATE INDEX country_group_term_authority_id ON country_group_term (authority_id)`);
    await runner.query(`CREATE TABLE expertise (
      id uuid PRIMARY KEY, authority_id uuid NOT NULL, theme_code text NOT NULL, title_fr text NOT NULL, title_en text,
      basis text NOT NULL, languages text[], country_codes text[] NOT NULL, authority_country_codes text[] NOT NULL
    )`);
    await runner.query(`CREATE INDEX expertise_authority_id ON expertise (authority_id)`);
    await runner.query(`CREATE INDEX expertise_theme_code ON expertise (theme_code, authority_id)`);
    await runner.query(
      `CREATE INDEX expertise_authority_country_codes ON expertise USING gin (authority_country_codes)`,
    );
    await runner.query(`CREATE INDEX expertise_country_codes ON expertise USING gin (country_codes)`);
    await runner.query(`CREATE TABLE label (
      id uuid PRIMARY KEY, expertise_id uuid NOT NULL, authority_id uuid NOT NULL, programme_code text NOT NULL,
      valid_from date NOT NULL, valid_until date
    )`);
    await runner.query(`CREATE INDEX label_expertise_id ON label (expertise_id)`);
    await runner.query(`CREATE INDEX label_authority_id ON label (authority_id)`);
    await runner.query(`CREATE TABLE partnership (
      id uuid PRIMARY KEY, kind text NOT NULL, status text NOT NULL, country_code text NOT NULL, theme_codes text[] NOT NULL,
      start_year integer, end_date date, title_fr text, title_en text, foreign_authority_ids uuid[] NOT NULL
    )`);
    await runner.query(`CREATE INDEX partnership_country_code ON partnership (country_code)`);
    await runner.query(`CREATE INDEX partnership_theme_codes ON partnership USING gin (theme_codes)`);
    await runner.query(
      `CREATE INDEX partnership_foreign_authority_ids ON partnership USING gin (foreign_authority_ids)`,
    );
    await runner.query(`CREATE TABLE partnership_authority (
      partnership_id uuid NOT NULL, authority_id uuid NOT NULL, country_code text NOT NULL, PRIMARY KEY (partnership_id, authority_id)
    )`);
    await runner.query(
      `CREATE INDEX partnership_authority_authority_id ON partnership_authority (authority_id, country_code)`,
    );
    await runner.query(
      `CREATE INDEX partnership_authority_country_code ON partnership_authority (country_code, authority_id)`,
    );
    await runner.query(`CREATE TABLE event (
      id uuid PRIMARY KEY, kind text NOT NULL, status text NOT NULL, start_date date NOT NULL, end_date date NOT NULL,
      country_codes text[] NOT NULL, country_group_code text
    )`);
    await runner.query(`CREATE TABLE call_for_projects (
      id uuid PRIMARY KEY, kind text NOT NULL, country_codes text[] NOT NULL, theme_codes text[] NOT NULL,
      opens_on date, closes_on date
    )`);
    await runner.query(`CREATE TABLE cooperation_request (
      id uuid PRIMARY KEY, country_code text NOT NULL, theme_codes text[] NOT NULL, status text NOT NULL, opened_on text NOT NULL
    )`);
  }

  /** The feeds give everything back. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      `DROP TABLE cooperation_request, call_for_projects, event, partnership_authority, partnership, label, expertise,
        country_group_term, country_group, country, theme, foreign_authority, department, region, authority, feed_position`,
    );
    for (const language of ['french', 'english'])
      await runner.query(`DROP TEXT SEARCH CONFIGURATION ${language}_unaccented`);
  }
}
