import type { MigrationInterface, QueryRunner } from 'typeorm';

/** No search asks for authorities abroad: their rows, and the ids of them in partnerships, were written and never read. */
export class ForeignAuthoritiesUnread1764340000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE foreign_authority');
    await runner.query('ALTER TABLE partnership DROP COLUMN foreign_authority_ids');
  }

  /** The rows come back with a rebuild. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      `ALTER TABLE partnership ADD COLUMN foreign_authority_ids uuid[] NOT NULL DEFAULT '{}'`,
    );
    await runner.query(
      `CREATE INDEX partnership_foreign_authority_ids ON partnership USING gin (foreign_authority_ids)`,
    );
    await runner.query(`CREATE TABLE foreign_authority (
      id uuid PRIMARY KEY, name text NOT NULL, local_name text, aliases text[] NOT NULL, kind text NOT NULL, country_code text NOT NULL
    )`);
  }
}
