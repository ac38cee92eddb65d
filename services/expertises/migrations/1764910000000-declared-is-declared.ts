import type { MigrationInterface, QueryRunner } from 'typeorm';

const confidences = (...more: string[]) => `ALTER TABLE expertise DROP CONSTRAINT expertise_confidence_check,
  ADD CONSTRAINT expertise_confidence_check CHECK (confidence IN ('CONFIRMED', 'GENERAL_KNOWLEDGE', 'DERIVED', 'ILLUSTRATIVE'${more.map((value) => `, '${value}'`).join('')}))`;

const refuse = (constraint: string, message: string) =>
  `RAISE EXCEPTION '${message}' USING ERRCODE = 'check_violation', CONSTRAINT = '${constraint}', TABLE = TG_TABLE_NAME`;

/** Those who declare for one authority at once come one after the other. */
const BOUNDS = `CREATE FUNCTION check_declaration() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $body$
BEGIN
  IF cardinality(NEW.country_codes) > 10 THEN ${refuse('expertise_declared_countries', 'at most 10 countries')}; END IF;
  IF TG_OP = 'UPDATE' THEN RETURN NEW; END IF;
  PERFORM pg_advisory_xact_lock(hashtextextended('declared ' || NEW.authority_id, 0));
  IF (SELECT count(*) FROM expertise WHERE authority_id = NEW.authority_id AND basis = 'DECLARED' AND withdrawn_on IS NULL) >= 200
  THEN ${refuse('expertise_declared_bound', 'at most 200 declared expertises')}; END IF;
  RETURN NEW;
END $body$`;

/** What an authority declares of itself is told apart from what sources show, and has bounds for whoever writes here. */
export class DeclaredIsDeclared1764910000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(confidences('DECLARED'));
    await runner.query(
      `UPDATE expertise SET confidence = 'DECLARED' WHERE basis = 'DECLARED' AND confidence = 'CONFIRMED'`,
    );
    await runner.query(BOUNDS);
    for (const [name, event] of [
      ['check_new_declaration', 'INSERT'],
      ['check_declaration', 'UPDATE OF country_codes'],
    ])
      await runner.query(`CREATE TRIGGER ${name} BEFORE ${event} ON expertise FOR EACH ROW
        WHEN (NEW.basis = 'DECLARED' AND coalesce(current_setting('passerelle.actor', true), '') <> '') EXECUTE FUNCTION check_declaration()`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TRIGGER check_declaration ON expertise');
    await runner.query('DROP TRIGGER check_new_declaration ON expertise');
    await runner.query('DROP FUNCTION check_declaration()');
    await runner.query(`UPDATE expertise SET confidence = 'CONFIRMED' WHERE confidence = 'DECLARED'`);
    await runner.query(confidences());
  }
}
