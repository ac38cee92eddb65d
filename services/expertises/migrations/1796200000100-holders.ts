import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Holders1796200000100 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(STATEMENTS);
  }

  async down(): Promise<void> {
    throw new Error('Migrations are not undone: restore a backup.');
  }
}

// What filters of expertises ask of their holders, projected from the outboxes of the subgraphs that own it.
const STATEMENTS = `
CREATE TABLE checkpoint (
  subgraph text PRIMARY KEY,
  transaction xid8 NOT NULL,
  number bigint NOT NULL,
  version integer NOT NULL,
  changed_at timestamptz,
  applied_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE TABLE authority (
  id uuid PRIMARY KEY,
  kind text NOT NULL,
  siren text,
  insee_code text,
  -- Those in which an intercommunal body has members, and its own.
  department_codes text[] NOT NULL,
  region_code text,
  population integer
);
CREATE TABLE country (
  id uuid PRIMARY KEY,
  code text NOT NULL,
  region text,
  sub_region text,
  least_developed boolean NOT NULL
);
CREATE TABLE country_group (
  id uuid PRIMARY KEY,
  code text NOT NULL,
  country_codes text[] NOT NULL
);
CREATE TABLE partnership (
  id uuid PRIMARY KEY,
  kind text NOT NULL,
  status text NOT NULL,
  country_code text NOT NULL,
  theme_codes text[] NOT NULL,
  start_year integer,
  title_fr text,
  title_en text,
  confidence text,
  as_of text,
  -- Last day that the source states or, without one, the last year of a period in the title.
  stated_end date,
  amount_eur integer,
  authority_ids uuid[] NOT NULL,
  foreign_authority_ids uuid[],
  foreign_authority_kinds text[]
);
CREATE INDEX partnership_authority_ids ON partnership USING gin (authority_ids);
`;
