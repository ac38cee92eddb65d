import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Copies of foreign authorities follow their owner, and what refers to a merged one refers to the one that stands for it. */
export class ForeignAuthoritiesAsTheyChange1796400000110 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(STATEMENTS);
  }

  async down(): Promise<void> {
    throw new Error('Migrations are not undone: restore a backup.');
  }
}

const STATEMENTS = `
-- The authority that stands for this one since both were merged; never one that was merged itself.
ALTER TABLE foreign_authority ADD merged_into_id uuid;

CREATE FUNCTION standing_foreign_authority(entry uuid) RETURNS uuid LANGUAGE sql STABLE SET search_path FROM CURRENT AS $body$
  SELECT coalesce((SELECT merged_into_id FROM foreign_authority WHERE id = entry), entry)
$body$;

-- Whoever writes a merged one, a load or a person, writes the one that stands for it.
CREATE FUNCTION request_follows_merger() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $body$
BEGIN
  NEW.foreign_authority_id := standing_foreign_authority(NEW.foreign_authority_id);
  RETURN NEW;
END $body$;
CREATE TRIGGER follow_merger BEFORE INSERT OR UPDATE OF foreign_authority_id ON cooperation_request FOR EACH ROW
  WHEN (NEW.foreign_authority_id IS NOT NULL) EXECUTE FUNCTION request_follows_merger();

CREATE FUNCTION laureate_follows_merger() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $body$
BEGIN
  NEW.foreign_authority_ids := ARRAY(SELECT standing FROM (
    SELECT standing_foreign_authority(entry) AS standing, min(place) AS place
    FROM unnest(NEW.foreign_authority_ids) WITH ORDINALITY AS one (entry, place) GROUP BY 1) AS each ORDER BY place);
  RETURN NEW;
END $body$;
CREATE TRIGGER follow_merger BEFORE INSERT OR UPDATE OF foreign_authority_ids ON laureate FOR EACH ROW
  EXECUTE FUNCTION laureate_follows_merger();

CREATE FUNCTION partners_follow_merger() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $body$
BEGIN
  IF EXISTS (SELECT FROM new_rows n JOIN foreign_authority f ON f.id = n.foreign_authority_id WHERE f.merged_into_id IS NOT NULL) THEN
    INSERT INTO partnership_foreign_authority (partnership_id, foreign_authority_id, kind, position)
      SELECT DISTINCT ON (n.partnership_id, f.merged_into_id) n.partnership_id, f.merged_into_id, coalesce(standing.kind, n.kind), n.position
      FROM new_rows n JOIN foreign_authority f ON f.id = n.foreign_authority_id
      LEFT JOIN foreign_authority standing ON standing.id = f.merged_into_id
      WHERE f.merged_into_id IS NOT NULL ORDER BY n.partnership_id, f.merged_into_id, n.position
      ON CONFLICT (partnership_id, foreign_authority_id) DO NOTHING;
    DELETE FROM partnership_foreign_authority p USING new_rows n, foreign_authority f
      WHERE p.partnership_id = n.partnership_id AND p.foreign_authority_id = n.foreign_authority_id
        AND f.id = n.foreign_authority_id AND f.merged_into_id IS NOT NULL;
  END IF;
  RETURN NULL;
END $body$;
CREATE TRIGGER follow_merger_insert AFTER INSERT ON partnership_foreign_authority REFERENCING NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION partners_follow_merger();
CREATE TRIGGER follow_merger_update AFTER UPDATE ON partnership_foreign_authority REFERENCING NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION partners_follow_merger();
`;
