import { changeFieldsDdl, dropChangeFieldsDdl, type Contract } from '#kernel/outbox';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const contracts: Contract[] = [
  {
    type: 'Event',
    table: 'event',
    columns: [
      'id',
      'kind',
      'title_fr',
      'title_en',
      'start_date',
      'end_date',
      'start_time',
      'end_time',
      'time_zone',
      'mode',
      'place',
      'country_group_code',
      'country_codes',
      'registration_deadline',
      'status',
    ],
    more: {
      participants: `(SELECT coalesce(jsonb_agg(jsonb_build_object('authorityId', e.authority_id, 'role', e.role) ORDER BY e.authority_id, e.role), '[]') FROM event_participant e WHERE e.event_id = t.id)`,
    },
  },
  {
    type: 'NewsItem',
    table: 'news_item',
    columns: ['id', 'title_fr', 'title_en', 'published_on', 'url', 'theme_codes', 'country_codes'],
  },
  {
    type: 'Resource',
    table: 'resource',
    columns: [
      'id',
      'kind',
      'title_fr',
      'title_en',
      'language',
      'date',
      'url',
      'licence',
      'theme_codes',
      'country_codes',
    ],
  },
];

/** Records of the feed carry what the entities are after the change. Those that are there already get what stands today. */
export class ChangeFields1764200000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of changeFieldsDdl(contracts)) await runner.query(statement);
  }

  /** Records lose their fields; the function that fills them goes with the feed, so `down` must go on to its migration. */
  async down(runner: QueryRunner): Promise<void> {
    for (const statement of dropChangeFieldsDdl(contracts)) await runner.query(statement);
  }
}
