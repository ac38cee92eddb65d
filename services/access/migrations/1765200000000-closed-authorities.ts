import { FEED_POSITION_DDL } from '#kernel/projections';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which authorities were closed, as the feed of the authorities says: grants reach what their successors took over. */
export class ClosedAuthorities1765200000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(FEED_POSITION_DDL);
    await runner.query(`CREATE TABLE closed_authority (
      id uuid PRIMARY KEY,
      valid_to text NOT NULL,
      successor_id uuid
    )`);
    await runner.query('CREATE INDEX closed_authority_successor_id ON closed_authority (successor_id)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE closed_authority, feed_position');
  }
}
