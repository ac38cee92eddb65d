import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Budgets1796400000600 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(STATEMENTS);
  }

  async down(): Promise<void> {
    throw new Error('Migrations are not undone: restore a backup.');
  }
}

const STATEMENTS = `
-- Cost per minute; null: as much as all who are known.
ALTER TABLE api_key ADD COLUMN budget_per_minute integer CONSTRAINT api_key_budget_per_minute_check CHECK (budget_per_minute > 0);

-- What clients have spent at all gateways in the minute under way.
CREATE TABLE spent_budget (
  client text PRIMARY KEY,
  ends_at timestamptz NOT NULL,
  spent bigint NOT NULL
);
`;
