import type { MigrationInterface, QueryRunner } from 'typeorm';

export class EventsWithTitlesOfSources1796111000501 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(STATEMENTS);
  }

  async down(): Promise<void> {
    throw new Error('Migrations are not undone: restore a backup.');
  }
}

const STATEMENTS = `
-- Records a change event of every partnership: those recorded before the view had the titles of the sources lack them, and
-- search reads events alone.
UPDATE partnership SET id = id;
`;
