import { changedContractDdl, changedRecordingDdl, type Contract } from '#kernel/outbox';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const group = (...more: string[]): Contract => ({
  type: 'CountryGroup',
  table: 'country_group',
  columns: [
    'id',
    'code',
    'name_fr',
    'name_en',
    'country_codes',
    'created_on',
    'last_activity_on',
    'status',
    ...more,
  ],
});
const term = (...more: string[]): Contract => ({
  type: 'CountryGroupTerm',
  table: 'country_group_term',
  columns: ['id', 'group_code', 'role', 'authority_id', 'seen_on', ...more],
});
const GROUPS = { table: 'country_group', type: 'CountryGroup' };

/**
 * The days of which it is known that a term covers them. One that a source saw, and of which neither end is known,
 * covers the day on which it was seen; of a year or a month, the first. One whose first day is known lasts until its
 * last day, and for ever while that is not known.
 */
const HELD_DAYS = `CREATE FUNCTION held_days(starts_on date, ends_on date, seen_on text) RETURNS daterange LANGUAGE sql IMMUTABLE AS $body$
  SELECT CASE WHEN starts_on IS NOT NULL THEN daterange(starts_on, ends_on, '[]')
    WHEN seen_on IS NOT NULL THEN daterange(seen.first_day, coalesce(ends_on, seen.first_day), '[]') END
  FROM (SELECT make_date(left(seen_on, 4)::int, coalesce(nullif(substr(seen_on, 6, 2), ''), '1')::int,
    coalesce(nullif(substr(seen_on, 9, 2), ''), '1')::int) AS first_day) seen
$body$`;

/** What people have written of a presidency stands: a load passes over what a source says otherwise. */
const YIELD = `CREATE FUNCTION yield_to_written_presidency() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $body$
BEGIN
  IF EXISTS (SELECT FROM country_group_term t WHERE t.group_code = NEW.group_code AND t.role = 'PRESIDENT' AND t.version > 0
    AND t.id <> NEW.id AND held_days(t.starts_on, t.ends_on, t.seen_on) && held_days(NEW.starts_on, NEW.ends_on, NEW.seen_on))
  THEN RETURN NULL;
  END IF;
  RETURN NEW;
END $body$`;

/** Groups that are closed, terms with a first and a last day, and one presidency at a date. */
export class GroupWrites1764800000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE country_group ADD COLUMN closed_on date');
    await runner.query(`ALTER TABLE country_group_term ADD COLUMN starts_on date, ADD COLUMN ends_on date,
      ADD CONSTRAINT country_group_term_dates_ordered CHECK (starts_on <= ends_on),
      ADD CONSTRAINT country_group_term_seen_within CHECK (left(starts_on::text, length(seen_on)) COLLATE "C" <= seen_on
        AND left(ends_on::text, length(seen_on)) COLLATE "C" >= seen_on)`);
    await runner.query(HELD_DAYS);
    await runner.query('DROP INDEX country_group_term_one_presidency');
    await runner.query(`ALTER TABLE country_group_term ADD CONSTRAINT country_group_term_one_presidency
      EXCLUDE USING gist (group_code WITH =, held_days(starts_on, ends_on, seen_on) WITH &&) WHERE (role = 'PRESIDENT')`);
    await runner.query(YIELD);
    await runner.query(`CREATE TRIGGER yield_to_written_presidency BEFORE INSERT OR UPDATE ON country_group_term FOR EACH ROW
      WHEN (NEW.role = 'PRESIDENT' AND coalesce(current_setting('passerelle.actor', true), '') = '')
      EXECUTE FUNCTION yield_to_written_presidency()`);
    for (const statement of [
      changedContractDdl(group('closed_on')),
      changedContractDdl(term('starts_on', 'ends_on')),
      ...changedRecordingDdl({ ...GROUPS, closed: 'closed_on' }),
    ])
      await runner.query(statement);
  }

  /** When groups were closed, and first and last days of terms, are lost. Fails where two presidents were seen on one day. */
  async down(runner: QueryRunner): Promise<void> {
    for (const statement of [
      ...changedRecordingDdl(GROUPS),
      changedContractDdl(group()),
      changedContractDdl(term()),
      'DROP TRIGGER yield_to_written_presidency ON country_group_term',
      'DROP FUNCTION yield_to_written_presidency()',
      'ALTER TABLE country_group_term DROP CONSTRAINT country_group_term_one_presidency',
      'DROP FUNCTION held_days(date, date, text)',
      'ALTER TABLE country_group_term DROP COLUMN starts_on, DROP COLUMN ends_on',
      'ALTER TABLE country_group DROP COLUMN closed_on',
      `CREATE UNIQUE INDEX country_group_term_one_presidency ON country_group_term (group_code, seen_on) WHERE role = 'PRESIDENT'`,
    ])
      await runner.query(statement);
  }
}
