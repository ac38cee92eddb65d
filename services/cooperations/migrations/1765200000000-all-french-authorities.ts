import { FEED_POSITION_DDL } from '#kernel/projections';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The copies of French authorities are all of them, from the feed of the authorities, and no longer a part from a file. */
export class AllFrenchAuthorities1765200000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(FEED_POSITION_DDL);
  }

  /** The next load of an older version takes out what its file does not have. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE feed_position');
  }
}
