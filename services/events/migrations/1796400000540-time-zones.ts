import type { MigrationInterface, QueryRunner } from 'typeorm';

export class TimeZones1796400000540 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(STATEMENTS);
  }

  async down(): Promise<void> {
    throw new Error('Migrations are not undone: restore a backup.');
  }
}

const STATEMENTS = `
-- Instant of a clock time in a time zone, by RFC 5545, section 3.3.5: of a time that comes twice the first one, and a time
-- that clocks pass over with the UTC offset before the gap. AT TIME ZONE alone takes the second one. Both readings differ in
-- the offset, which is that of a day before or of a day after: of those that show the time the first counts, and when none
-- does, the reading with the offset before.
CREATE FUNCTION instant_of(clock timestamp, zone text) RETURNS timestamptz LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $body$
  SELECT coalesce(min(reading) FILTER (WHERE reading AT TIME ZONE zone = clock), min(reading) FILTER (WHERE is_before))
  FROM (
    SELECT (clock - ((near AT TIME ZONE zone) - (near AT TIME ZONE 'UTC'))) AT TIME ZONE 'UTC' AS reading, is_before
    FROM (VALUES ((clock - interval '1 day') AT TIME ZONE 'UTC', true), ((clock + interval '1 day') AT TIME ZONE 'UTC', false))
      AS around (near, is_before)
  ) AS readings
$body$;

ALTER TABLE event DROP CONSTRAINT event_times_exist;

-- An event is held from its first day on where it takes place, and ends no earlier than it begins, by instants too: a
-- beginning that clocks pass over is later than it looks.
CREATE OR REPLACE FUNCTION check_event() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $body$
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
  ELSIF NEW.status = 'HELD' AND NEW.start_date > (now() AT TIME ZONE NEW.time_zone)::date
  THEN broken := 'event_held_later';
  ELSIF NEW.status = 'SCHEDULED' AND NEW.mode IN ('IN_PERSON', 'HYBRID') AND NEW.place IS NULL
    AND (TG_OP = 'INSERT' OR (NEW.status, NEW.mode, NEW.place) IS DISTINCT FROM (OLD.status, OLD.mode, OLD.place))
  THEN broken := 'event_place_needed';
  ELSIF instant_of(NEW.end_date + NEW.end_time::time, NEW.time_zone) < instant_of(NEW.start_date + NEW.start_time::time, NEW.time_zone)
  THEN broken := 'event_order_check';
  END IF;
  IF broken IS NOT NULL THEN
    RAISE EXCEPTION '% (%)', broken, NEW.status USING ERRCODE = 'check_violation', CONSTRAINT = broken;
  END IF;
  RETURN NEW;
END $body$;
`;
