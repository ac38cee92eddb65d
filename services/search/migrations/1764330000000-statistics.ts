import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A partnership carries the ids of its French authorities, so that those of many are counted without a join. */
export class Statistics1764330000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE partnership ADD COLUMN authority_ids uuid[] NOT NULL DEFAULT '{}'`);
    await runner.query(
      `UPDATE partnership p SET authority_ids = ARRAY(
        SELECT pa.authority_id FROM partnership_authority pa WHERE pa.partnership_id = p.id)`,
    );
    await runner.query('ALTER TABLE partnership ALTER COLUMN authority_ids DROP DEFAULT');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE partnership DROP COLUMN authority_ids');
  }
}
