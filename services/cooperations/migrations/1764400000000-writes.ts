import {
  DROP_WRITES_DDL,
  WRITES_DDL,
  dropWrittenTablesDdl,
  writtenTablesDdl,
  type WrittenTable,
} from '#kernel/mutations';
import { PRIVATE_CHANGES_DDL } from '#kernel/outbox';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const written: WrittenTable[] = [
  { table: 'partnership', type: 'Partnership' },
  { table: 'partnership_french_authority', type: 'Partnership', id: 'partnership_id', part: true },
  { table: 'partnership_foreign_authority', type: 'Partnership', id: 'partnership_id', part: true },
  { table: 'call_for_projects', type: 'CallForProjects' },
  { table: 'laureate', type: 'Laureate' },
  { table: 'cooperation_request', type: 'CooperationRequest' },
];

/** What people write: versions, audit, receipts; and changes that are not for everybody. */
export class Writes1764400000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...PRIVATE_CHANGES_DDL, ...WRITES_DDL, ...writtenTablesDdl(written)])
      await runner.query(statement);
  }

  /** Versions and the audit are lost; the feed keeps its column for private changes, which is then always false. */
  async down(runner: QueryRunner): Promise<void> {
    for (const statement of [...dropWrittenTablesDdl(written), ...DROP_WRITES_DDL])
      await runner.query(statement);
  }
}
