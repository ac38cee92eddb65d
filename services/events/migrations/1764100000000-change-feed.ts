import { changeFeedDdl } from '#kernel/outbox';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const recorded = [
  { table: 'event', type: 'Event' },
  { table: 'event_participant', type: 'Event', id: 'event_id', part: true },
  { table: 'news_item', type: 'NewsItem' },
  { table: 'resource', type: 'Resource' },
];

/** Rows that are there already get a change each, so that a reader can start from nothing. */
export class ChangeFeed1764100000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of changeFeedDdl(recorded)) await runner.query(statement);
  }

  /** Readers of the feed have to start again. */
  async down(runner: QueryRunner): Promise<void> {
    for (const { table, id = 'id' } of recorded as { table: string; id?: string }[])
      for (const event of ['insert', 'update', 'delete'])
        await runner.query(`DROP TRIGGER record_${event}_${id} ON ${table}`);
    await runner.query('DROP FUNCTION record_changes()');
    await runner.query('DROP TABLE change');
  }
}
