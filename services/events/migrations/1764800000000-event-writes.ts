import { changedContractDdl, changedRecordingDdl, type Contract } from '#kernel/outbox';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const newsItem = (...more: string[]): Contract => ({
  type: 'NewsItem',
  table: 'news_item',
  columns: ['id', 'title_fr', 'title_en', 'published_on', 'url', 'theme_codes', 'country_codes', ...more],
});
const resource = (...more: string[]): Contract => ({
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
    ...more,
  ],
});
const MORE = ['country_group_code', 'withdrawn_at'];
const WITHDRAWN = [
  { table: 'news_item', type: 'NewsItem' },
  { table: 'resource', type: 'Resource' },
];

/** What people may make of an event: how it goes on, that it has begun when it was held, and where one has to go. */
const RULES = `CREATE FUNCTION check_event() RETURNS trigger LANGUAGE plpgsql AS $body$
DECLARE
  broken text;
BEGIN
  IF TG_OP = 'UPDATE' AND NEW.status <> OLD.status AND NOT (CASE OLD.status
    WHEN 'SAVE_THE_DATE' THEN NEW.status IN ('SCHEDULED', 'HELD', 'POSTPONED', 'CANCELLED')
    WHEN 'SCHEDULED' THEN NEW.status IN ('HELD', 'POSTPONED', 'CANCELLED')
    WHEN 'POSTPONED' THEN NEW.status IN ('SAVE_THE_DATE', 'SCHEDULED', 'CANCELLED')
    WHEN 'UNKNOWN' THEN true
    ELSE false END)
  THEN broken := 'event_transition';
  ELSIF NEW.status = 'HELD' AND NEW.start_date > (now() AT TIME ZONE 'Europe/Paris')::date
  THEN broken := 'event_held_later';
  ELSIF NEW.status = 'SCHEDULED' AND NEW.mode IN ('IN_PERSON', 'HYBRID') AND NEW.place IS NULL
    AND (TG_OP = 'INSERT' OR (NEW.status, NEW.mode, NEW.place) IS DISTINCT FROM (OLD.status, OLD.mode, OLD.place))
  THEN broken := 'event_place_needed';
  END IF;
  IF broken IS NOT NULL THEN
    RAISE EXCEPTION '% (%)', broken, NEW.status USING ERRCODE = 'check_violation', CONSTRAINT = broken;
  END IF;
  RETURN NEW;
END $body$`;

/** A time that clocks pass over when summer time begins is none. */
const exists = (date: string, time: string) =>
  `${date} + ${time}::time = (${date} + ${time}::time) AT TIME ZONE time_zone AT TIME ZONE time_zone`;

/** Events that are put off or called off with a reason; news and resources of country groups, that can be withdrawn. */
export class EventWrites1764800000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE event ADD COLUMN status_reason text,
      ADD CONSTRAINT event_times_exist CHECK (${exists('start_date', 'start_time')} AND ${exists('end_date', 'end_time')})`);
    await runner.query(RULES);
    await runner.query(`CREATE TRIGGER check_event BEFORE INSERT OR UPDATE ON event FOR EACH ROW
      WHEN (coalesce(current_setting('passerelle.actor', true), '') <> '') EXECUTE FUNCTION check_event()`);
    for (const { table } of WITHDRAWN) {
      await runner.query(
        `ALTER TABLE ${table} ADD COLUMN country_group_code text, ADD COLUMN withdrawn_at timestamptz`,
      );
      await runner.query(`CREATE INDEX ${table}_country_group_code ON ${table} (country_group_code)`);
    }
    for (const statement of [
      changedContractDdl(newsItem(...MORE)),
      changedContractDdl(resource(...MORE)),
      ...WITHDRAWN.flatMap((table) => changedRecordingDdl({ ...table, closed: 'withdrawn_at' })),
    ])
      await runner.query(statement);
  }

  /** Reasons, groups of news and resources, and what was withdrawn, are lost. */
  async down(runner: QueryRunner): Promise<void> {
    for (const statement of [
      ...WITHDRAWN.flatMap((table) => changedRecordingDdl(table)),
      changedContractDdl(newsItem()),
      changedContractDdl(resource()),
      ...WITHDRAWN.map(
        ({ table }) => `ALTER TABLE ${table} DROP COLUMN country_group_code, DROP COLUMN withdrawn_at`,
      ),
      'DROP TRIGGER check_event ON event',
      'DROP FUNCTION check_event()',
      'ALTER TABLE event DROP CONSTRAINT event_times_exist, DROP COLUMN status_reason',
    ])
      await runner.query(statement);
  }
}
