import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Who closes an authority closes one that exists, and points to one that exists: so chains of successors have an end,
 * whatever others do at the same time.
 */
const MERGER = `CREATE FUNCTION check_merger() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $body$
BEGIN
  IF OLD.valid_to IS NOT NULL THEN
    RAISE EXCEPTION 'it was closed before' USING ERRCODE = 'check_violation', CONSTRAINT = 'authority_closed_once';
  END IF;
  IF NEW.successor_id IS NOT NULL THEN
    PERFORM FROM authority WHERE id = NEW.successor_id AND valid_to IS NULL FOR NO KEY UPDATE;
    IF NOT FOUND THEN
      RAISE EXCEPTION 'its successor is closed' USING ERRCODE = 'check_violation', CONSTRAINT = 'authority_successor_live';
    END IF;
  END IF;
  RETURN NEW;
END $body$`;

export class Mergers1764800000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE authority ADD CONSTRAINT authority_dates_ordered
      CHECK (left(valid_to, length(valid_from)) COLLATE "C" >= left(valid_from, length(valid_to)))`);
    await runner.query(MERGER);
    await runner.query(`CREATE TRIGGER check_merger BEFORE UPDATE OF valid_to, successor_id ON authority FOR EACH ROW
      WHEN (coalesce(current_setting('passerelle.actor', true), '') <> '') EXECUTE FUNCTION check_merger()`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TRIGGER check_merger ON authority');
    await runner.query('DROP FUNCTION check_merger()');
    await runner.query('ALTER TABLE authority DROP CONSTRAINT authority_dates_ordered');
  }
}
