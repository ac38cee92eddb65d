import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A load may still have members in a body that people have closed into another: they are put into its successor, and
 * from there, by the same trigger, on to the end of the chain.
 */
const FOLLOW = `CREATE FUNCTION membership_follows() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $body$
BEGIN
  IF EXISTS (SELECT FROM new_rows n JOIN authority closed ON closed.id = n.group_id WHERE closed.successor_id IS NOT NULL) THEN
    INSERT INTO membership (member_id, group_id)
      SELECT DISTINCT n.member_id, closed.successor_id FROM new_rows n JOIN authority closed ON closed.id = n.group_id
      WHERE closed.successor_id <> n.member_id
      ON CONFLICT DO NOTHING;
    DELETE FROM membership m USING new_rows n, authority closed
      WHERE m.member_id = n.member_id AND m.group_id = n.group_id AND closed.id = n.group_id AND closed.successor_id IS NOT NULL;
  END IF;
  RETURN NULL;
END $body$`;

export class MembersFollow1764850000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(FOLLOW);
    await runner.query(`CREATE TRIGGER membership_follows AFTER INSERT ON membership REFERENCING NEW TABLE AS new_rows
      FOR EACH STATEMENT EXECUTE FUNCTION membership_follows()`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TRIGGER membership_follows ON membership');
    await runner.query('DROP FUNCTION membership_follows()');
  }
}
