import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What requests and expertises are matched by. The feeds fill it, when the tables are made anew. */
export class Matching1764700000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE cooperation_request ADD COLUMN languages text[] NOT NULL DEFAULT '{}',
      ADD COLUMN urgency_level text, ADD COLUMN population integer, ADD COLUMN expires_on date`);
    await runner.query('ALTER TABLE cooperation_request ALTER COLUMN languages DROP DEFAULT');
    await runner.query('ALTER TABLE expertise ADD COLUMN mobilisation_modes text[]');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE expertise DROP COLUMN mobilisation_modes');
    await runner.query(
      'ALTER TABLE cooperation_request DROP COLUMN languages, DROP COLUMN urgency_level, DROP COLUMN population, DROP COLUMN expires_on',
    );
  }
}
