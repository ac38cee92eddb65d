import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CodesOfCountryGroups1796200000300 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(STATEMENTS);
  }

  async down(): Promise<void> {
    throw new Error('Migrations are not undone: restore a backup.');
  }
}

const STATEMENTS = `
CREATE TABLE checkpoint (
  subgraph text PRIMARY KEY,
  transaction xid8 NOT NULL,
  number bigint NOT NULL,
  version integer NOT NULL,
  changed_at timestamptz,
  applied_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
-- Country groups of their subgraph, closed ones too, projected from its outbox.
CREATE TABLE country_group (
  id uuid PRIMARY KEY,
  code text NOT NULL UNIQUE
);
`;
