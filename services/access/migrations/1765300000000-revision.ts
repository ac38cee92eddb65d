import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What is done to these takes something from somebody. When a key was last used is not among it. */
const LOSSES: Readonly<Record<string, string>> = {
  role_grant: 'UPDATE OR DELETE',
  api_key: 'UPDATE OF scopes, expires_at, revoked_at OR DELETE',
  closed_authority: 'INSERT OR UPDATE OR DELETE',
};

/**
 * One row that says which transaction last took something from somebody: who remembers it need not ask about each. It is
 * written as the last thing of a transaction, so that nobody waits long for it, and those who do come one after the other.
 */
export class Revision1765300000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE TABLE revision (transaction xid8 NOT NULL)');
    await runner.query('INSERT INTO revision VALUES (pg_current_xact_id())');
    await runner.query(`CREATE FUNCTION move_revision() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $body$
    BEGIN
      UPDATE revision SET transaction = pg_current_xact_id() WHERE transaction <> pg_current_xact_id();
      RETURN NULL;
    END $body$`);
    for (const [table, loss] of Object.entries(LOSSES))
      await runner.query(`CREATE CONSTRAINT TRIGGER move_revision AFTER ${loss} ON ${table}
        DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION move_revision()`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of Object.keys(LOSSES)) await runner.query(`DROP TRIGGER move_revision ON ${table}`);
    await runner.query('DROP FUNCTION move_revision()');
    await runner.query('DROP TABLE revision');
  }
}
