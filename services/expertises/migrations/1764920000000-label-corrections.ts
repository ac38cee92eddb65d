import type { MigrationInterface, QueryRunner } from 'typeorm';

const BY_SOMEBODY = `coalesce(current_setting('passerelle.actor', true), '') <> ''`;

const refuse = (constraint: string, message: string) =>
  `RAISE EXCEPTION '${message}' USING ERRCODE = 'check_violation', CONSTRAINT = '${constraint}', TABLE = TG_TABLE_NAME`;
const trigger = (name: string, body: string) =>
  `CREATE FUNCTION ${name}() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $body$ ${body} $body$`;

const LABELS = [
  `ALTER TABLE label ADD COLUMN correction_reason text`,
  `ALTER TABLE label ADD CONSTRAINT label_validity_bounded CHECK (
    valid_from BETWEEN awarded_on - interval '1 year' AND awarded_on + interval '1 year' AND valid_until <= valid_from + interval '20 years')`,
  // Of another validity than before, the label stands behind an expertise that holds.
  trigger(
    'check_label_validity',
    `DECLARE
      withdrawn date;
    BEGIN
      SELECT withdrawn_on INTO withdrawn FROM expertise WHERE id = NEW.expertise_id FOR NO KEY UPDATE;
      IF withdrawn IS NOT NULL THEN ${refuse('label_expertise', 'the expertise was withdrawn')}; END IF;
      RETURN NEW;
    END`,
  ),
  `CREATE TRIGGER check_label_validity BEFORE UPDATE ON label FOR EACH ROW
    WHEN ((NEW.valid_from, NEW.valid_until) IS DISTINCT FROM (OLD.valid_from, OLD.valid_until)) EXECUTE FUNCTION check_label_validity()`,
];

const SESSIONS = [
  `ALTER TABLE committee_session ADD CONSTRAINT committee_session_dates_bounded CHECK (announced_on >= '2000-01-01')`,
  trigger(
    'check_session_dates',
    `BEGIN
      IF NEW.held_on > day_in_paris() + interval '10 years'
      THEN ${refuse('committee_session_dates_bounded', 'at most ten years ahead')}; END IF;
      IF TG_OP = 'UPDATE' AND (EXISTS (SELECT FROM label WHERE session_id = NEW.id)
        OR EXISTS (SELECT FROM label_application WHERE session_id = NEW.id AND decided_on IS NOT NULL))
      THEN ${refuse('committee_session_before_decisions', 'the committee has decided')}; END IF;
      RETURN NEW;
    END`,
  ),
  `CREATE TRIGGER check_new_session_dates BEFORE INSERT ON committee_session FOR EACH ROW
    WHEN (${BY_SOMEBODY}) EXECUTE FUNCTION check_session_dates()`,
  `CREATE TRIGGER check_session_dates BEFORE UPDATE ON committee_session FOR EACH ROW
    WHEN ((NEW.announced_on, NEW.submissions_before, NEW.held_on) IS DISTINCT FROM (OLD.announced_on, OLD.submissions_before, OLD.held_on)
      AND ${BY_SOMEBODY}) EXECUTE FUNCTION check_session_dates()`,
];

/** Decisions can be put right, within bounds; what was decided at a session keeps its dates. */
export class LabelCorrections1764920000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...LABELS, ...SESSIONS]) await runner.query(statement);
  }

  /** Reasons of corrections are lost. */
  async down(runner: QueryRunner): Promise<void> {
    for (const statement of [
      'DROP TRIGGER check_session_dates ON committee_session',
      'DROP TRIGGER check_new_session_dates ON committee_session',
      'DROP FUNCTION check_session_dates()',
      'ALTER TABLE committee_session DROP CONSTRAINT committee_session_dates_bounded',
      'DROP TRIGGER check_label_validity ON label',
      'DROP FUNCTION check_label_validity()',
      'ALTER TABLE label DROP CONSTRAINT label_validity_bounded',
      'ALTER TABLE label DROP COLUMN correction_reason',
    ])
      await runner.query(statement);
  }
}
