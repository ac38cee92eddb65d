import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Case, kinds and runs of spaces, soft hyphens and joiners make no other title. */
const COMPARED = `CREATE FUNCTION compared_title(title text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
  RETURN lower(btrim(regexp_replace(translate(title, U&'\\00A0\\2007\\2009\\202F\\00AD\\200C\\200D', '    '), ' +', ' ', 'g')) COLLATE "und-x-icu")`;

/** Loads leave out what people have declared under the same title. */
const leaveToPeople = (
  title: (column: string) => string,
) => `CREATE OR REPLACE FUNCTION leave_to_people() RETURNS trigger
  LANGUAGE plpgsql SET search_path FROM CURRENT AS $body$
BEGIN
  IF EXISTS (SELECT FROM expertise o WHERE o.authority_id = NEW.authority_id AND o.theme_code = NEW.theme_code
    AND ${title('o.title_fr')} = ${title('NEW.title_fr')} AND o.withdrawn_on IS NULL AND o.version > 0 AND o.id <> NEW.id)
  THEN RETURN NULL; END IF;
  RETURN NEW;
END $body$`;

/** Titles that are there already and differ in nothing that one sees are numbered, the last declared ones. */
const NUMBERED = `UPDATE expertise e SET title_fr = e.title_fr || ' (' || twin.number || ')'
  FROM (SELECT id, row_number() OVER (PARTITION BY authority_id, theme_code, compared_title(title_fr) ORDER BY version > 0, as_of, id) AS number
    FROM expertise WHERE withdrawn_on IS NULL) twin
  WHERE twin.id = e.id AND twin.number > 1`;

/** An authority has one expertise of a title in a theme, however that is written. */
export class ComparedTitles1764910000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(COMPARED);
    await runner.query(NUMBERED);
    await runner.query('DROP INDEX expertise_title');
    await runner.query(
      'CREATE UNIQUE INDEX expertise_title ON expertise (authority_id, theme_code, compared_title(title_fr)) WHERE withdrawn_on IS NULL',
    );
    await runner.query(leaveToPeople((column) => `compared_title(${column})`));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(leaveToPeople((column) => column));
    await runner.query('DROP INDEX expertise_title');
    await runner.query(
      'CREATE UNIQUE INDEX expertise_title ON expertise (authority_id, theme_code, title_fr) WHERE withdrawn_on IS NULL',
    );
    await runner.query('DROP FUNCTION compared_title(text)');
  }
}
