import { DATA_LOAD_DDL } from '#kernel/database';
import { FACT_COLUMNS_DDL } from '#kernel/graphql';
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class FirstTables1764000000200 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(DATA_LOAD_DDL);
    await runner.query(`CREATE TABLE theme_tree (
      code text PRIMARY KEY,
      subtree_codes text[] NOT NULL
    )`);
    await runner.query(`CREATE TABLE event (
      id uuid PRIMARY KEY,
      kind text NOT NULL CHECK (kind IN ('COUNTRY_GROUP_MEETING', 'STEERING_COMMITTEE', 'STUDY_MISSION', 'MISSION', 'ASSISES', 'BILATERAL_MEETINGS',
        'CONFERENCE', 'WEBINAR', 'WORKSHOP', 'TALK', 'SELECTION_COMMITTEE', 'TRAINING', 'MEETING')),
      title_fr text NOT NULL,
      title_en text,
      start_date date NOT NULL,
      end_date date NOT NULL,
      start_time text CHECK (start_time ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'),
      end_time text CHECK (end_time ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'),
      time_zone text NOT NULL,
      mode text NOT NULL CHECK (mode IN ('IN_PERSON', 'ONLINE', 'HYBRID', 'UNKNOWN')),
      place text,
      country_group_code text,
      country_codes text[] NOT NULL,
      registration_deadline date,
      status text NOT NULL CHECK (status IN ('SAVE_THE_DATE', 'SCHEDULED', 'HELD', 'POSTPONED', 'CANCELLED', 'UNKNOWN')),
      conflicts jsonb NOT NULL,
      note text,
      search_text text NOT NULL,
      CONSTRAINT event_order_check CHECK ((end_date, coalesce(end_time, '24:00')) >= (start_date, coalesce(start_time, '00:00'))),
      CONSTRAINT event_registration_deadline_check CHECK (registration_deadline <= start_date),
      ${FACT_COLUMNS_DDL}
    )`);
    await runner.query(`CREATE INDEX event_start_date ON event (start_date, id)`);
    await runner.query(`CREATE INDEX event_country_group_code ON event (country_group_code, start_date)`);
    await runner.query(`CREATE INDEX event_country_codes ON event USING gin (country_codes)`);
    await runner.query(`CREATE TABLE event_participant (
      event_id uuid NOT NULL REFERENCES event (id),
      authority_id uuid NOT NULL,
      role text NOT NULL CHECK (role IN ('PRESIDENT', 'CHAIR')),
      country_group_code text,
      PRIMARY KEY (event_id, authority_id, role),
      ${FACT_COLUMNS_DDL}
    )`);
    await runner.query(`CREATE INDEX event_participant_authority_id ON event_participant (authority_id)`);
    await runner.query(`CREATE TABLE news_item (
      id uuid PRIMARY KEY,
      title_fr text NOT NULL,
      title_en text,
      published_on text,
      body_fr text,
      body_en text,
      url text NOT NULL,
      theme_codes text[] NOT NULL,
      country_codes text[] NOT NULL,
      documents jsonb NOT NULL,
      note text,
      search_text text NOT NULL,
      ${FACT_COLUMNS_DDL}
    )`);
    await runner.query(`CREATE INDEX news_item_theme_codes ON news_item USING gin (theme_codes)`);
    await runner.query(`CREATE INDEX news_item_country_codes ON news_item USING gin (country_codes)`);
    await runner.query(`CREATE TABLE resource (
      id uuid PRIMARY KEY,
      kind text NOT NULL CHECK (kind IN ('TEXT', 'PHOTO', 'AUDIO', 'VIDEO')),
      title_fr text NOT NULL,
      title_en text,
      language text NOT NULL CHECK (language ~ '^[a-z]{2}$'),
      date text,
      url text NOT NULL,
      licence text,
      theme_codes text[] NOT NULL,
      country_codes text[] NOT NULL,
      note text,
      search_text text NOT NULL,
      ${FACT_COLUMNS_DDL}
    )`);
    await runner.query(`CREATE INDEX resource_theme_codes ON resource USING gin (theme_codes)`);
    await runner.query(`CREATE INDEX resource_country_codes ON resource USING gin (country_codes)`);
  }

  /** Loses all data of the service. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE resource, news_item, event_participant, event, theme_tree, data_load`);
  }
}
