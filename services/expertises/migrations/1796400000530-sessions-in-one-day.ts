import type { MigrationInterface, QueryRunner } from 'typeorm';

export class SessionsInOneDay1796400000530 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(STATEMENTS);
  }

  async down(): Promise<void> {
    throw new Error('Migrations are not undone: restore a backup.');
  }
}

const STATEMENTS = `
-- The committee may sit on the last day on which applications arrive: one day is enough for a session.
ALTER TABLE committee_session DROP CONSTRAINT committee_session_dates_ordered;
ALTER TABLE committee_session ADD CONSTRAINT committee_session_dates_ordered CHECK (
  announced_on <= submissions_before AND submissions_before <= held_on + 1);

-- Why the dates moved after applications had been submitted. It is public, and the audit has every one of them.
ALTER TABLE committee_session ADD dates_reason text;

CREATE OR REPLACE FUNCTION check_session_dates() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $body$
BEGIN
  IF NEW.held_on > day_in_paris() + interval '10 years' THEN
    RAISE EXCEPTION 'at most ten years ahead'
    USING ERRCODE = 'check_violation', CONSTRAINT = 'committee_session_dates_bounded', TABLE = TG_TABLE_NAME;
  END IF;
  IF TG_OP = 'INSERT' THEN
    RETURN NEW;
  END IF;
  IF EXISTS (SELECT FROM label WHERE session_id = NEW.id)
    OR EXISTS (SELECT FROM label_application WHERE session_id = NEW.id AND decided_on IS NOT NULL)
  THEN
    RAISE EXCEPTION 'the committee has decided'
    USING ERRCODE = 'check_violation', CONSTRAINT = 'committee_session_before_decisions', TABLE = TG_TABLE_NAME;
  END IF;
  -- Whoever submits holds the row of the session in share mode, so that no application comes in between.
  IF EXISTS (SELECT FROM label_application WHERE session_id = NEW.id AND submitted_at IS NOT NULL) THEN
    IF NEW.submissions_before < OLD.submissions_before THEN
      RAISE EXCEPTION 'authorities rely on the deadline'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'committee_session_deadline_kept', TABLE = TG_TABLE_NAME;
    END IF;
    IF coalesce(btrim(NEW.dates_reason), '') = '' THEN
      RAISE EXCEPTION 'authorities are told why the dates move'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'committee_session_moved_for_reasons', TABLE = TG_TABLE_NAME;
    END IF;
  END IF;
  RETURN NEW;
END
$body$;
`;
