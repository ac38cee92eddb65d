import { changedContractDdl } from '#kernel/outbox';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const contract = (...more: string[]) => ({
  type: 'Label',
  table: 'label',
  columns: [
    'id',
    'expertise_id',
    'authority_id',
    'programme_code',
    'session_id',
    'awarded_on',
    'valid_from',
    'valid_until',
    'revoked_on',
    ...more,
  ],
});

/**
 * Labels pass to another authority by a decision, and say so. A label and an application that is open are of the
 * authority whose expertise it is, whoever writes.
 */
export class LabelTransfer1764650000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [
      `ALTER TABLE label
        ADD COLUMN transferred_from_id uuid,
        ADD COLUMN transferred_on date,
        ADD COLUMN transfer_reason text,
        ADD CONSTRAINT label_transferred_for_a_reason CHECK (
          (transferred_from_id IS NULL AND transferred_on IS NULL AND transfer_reason IS NULL) OR
          (transferred_from_id IS NOT NULL AND transferred_from_id <> authority_id AND transferred_on IS NOT NULL AND coalesce(btrim(transfer_reason), '') <> ''))`,
      `CREATE FUNCTION check_holder() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $body$
      BEGIN
        IF NOT EXISTS (SELECT FROM expertise e WHERE e.id = NEW.expertise_id AND e.authority_id = NEW.authority_id)
        THEN RAISE EXCEPTION 'the expertise is of another authority' USING ERRCODE = 'check_violation', CONSTRAINT = TG_ARGV[0], TABLE = TG_TABLE_NAME; END IF;
        RETURN NEW;
      END $body$`,
      // After the rules of these tables, which lock the expertise: triggers fire in the order of their names.
      `CREATE TRIGGER check_label_holder BEFORE INSERT OR UPDATE OF expertise_id, authority_id ON label
        FOR EACH ROW EXECUTE FUNCTION check_holder('label_holder')`,
      `CREATE TRIGGER check_label_application_holder BEFORE INSERT ON label_application
        FOR EACH ROW EXECUTE FUNCTION check_holder('label_application_holder')`,
      changedContractDdl(contract('transferred_from_id', 'transferred_on')),
    ])
      await runner.query(statement);
  }

  /** Labels stay where they passed to; that they did is lost. */
  async down(runner: QueryRunner): Promise<void> {
    for (const statement of [
      changedContractDdl(contract()),
      'DROP TRIGGER check_label_application_holder ON label_application',
      'DROP TRIGGER check_label_holder ON label',
      'DROP FUNCTION check_holder()',
      'ALTER TABLE label DROP COLUMN transferred_from_id, DROP COLUMN transferred_on, DROP COLUMN transfer_reason',
    ])
      await runner.query(statement);
  }
}
