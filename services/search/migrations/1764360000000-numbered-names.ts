import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Names are numbered within what bears them, so that tables made anew are the very same. The feeds give them back. */
export class NumberedNames1764360000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('TRUNCATE name');
    await runner.query('DROP INDEX name_holder_id');
    await runner.query(
      'ALTER TABLE name DROP COLUMN id, ADD COLUMN number smallint NOT NULL, ADD PRIMARY KEY (holder_id, number)',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('TRUNCATE name');
    await runner.query('ALTER TABLE name DROP COLUMN number');
    await runner.query('ALTER TABLE name ADD COLUMN id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY');
    await runner.query('CREATE INDEX name_holder_id ON name (holder_id)');
  }
}
