import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Each drawn from the expertises and partnerships of the authority by `authority-summary.ts`; no value twice. */
const SUMMARY = [
  'theme_codes',
  'country_codes',
  'experience_country_codes',
  'language_codes',
  'bases',
  'partner_country_codes',
  'title_stems',
];
const INDEXED = ['theme_codes', 'country_codes', 'partner_country_codes', 'title_stems'];

/** What authorities are searched by, so that a search reads a row for each authority and not one for each expertise. */
export class AuthoritySearch1764310000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `ALTER TABLE authority ${SUMMARY.map((column) => `ADD COLUMN ${column} text[] NOT NULL DEFAULT '{}'`)},
        ADD COLUMN label_count integer NOT NULL DEFAULT 0`,
    );
    for (const column of INDEXED)
      await runner.query(`CREATE INDEX authority_${column} ON authority USING gin (${column})`);
    for (const table of ['expertise', 'partnership'])
      await runner.query(`ALTER TABLE ${table} ADD COLUMN title_words tsvector NOT NULL GENERATED ALWAYS AS (
        to_tsvector('french_unaccented', coalesce(title_fr, '')) || to_tsvector('english_unaccented', coalesce(title_en, ''))
      ) STORED`);
    await runner.query(`DROP INDEX expertise_authority_id`);
    await runner.query(`CREATE INDEX expertise_authority_id ON expertise (authority_id, theme_code)`);
  }

  /** The feeds give everything back. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP INDEX expertise_authority_id`);
    await runner.query(`CREATE INDEX expertise_authority_id ON expertise (authority_id)`);
    for (const table of ['expertise', 'partnership'])
      await runner.query(`ALTER TABLE ${table} DROP COLUMN title_words`);
    await runner.query(
      `ALTER TABLE authority ${[...SUMMARY, 'label_count'].map((column) => `DROP COLUMN ${column}`)}`,
    );
  }
}
