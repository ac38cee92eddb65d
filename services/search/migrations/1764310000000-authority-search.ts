import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Each drawn from the expertises and partnerships of the authority by `authority-summary.ts`; no value twice. */
const SUMMARY = [
  'theme_codes',
  'country_codes',
  'experience_country_codes',
  'language_codes',
  'bases',
  'partner_country_codes',
];
const INDEXED = [
  'theme_codes',
  'country_codes',
  'experience_country_codes',
  'partner_country_codes',
  'title_words',
];
/** PostgreSQL would take these lists, which few expertises hold, for a shorter way than the few of one authority. */
const MISLEADING = ['authority_country_codes', 'country_codes'];

/** What authorities are searched by, so that a search reads a row for each authority and not one for each expertise. */
export class AuthoritySearch1764310000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `ALTER TABLE authority ${SUMMARY.map((column) => `ADD COLUMN ${column} text[] NOT NULL DEFAULT '{}'`)},
        ADD COLUMN label_periods daterange[] NOT NULL DEFAULT '{}',
        ADD COLUMN title_words tsvector NOT NULL DEFAULT ''`,
    );
    for (const column of INDEXED)
      await runner.query(`CREATE INDEX authority_${column} ON authority USING gin (${column})`);
    await runner.query(`CREATE INDEX authority_population_value ON authority (population)`);
    // The long lists of large authorities are kept apart, for the sake of those who read many rows.
    await runner.query(`ALTER TABLE authority SET (toast_tuple_target = 512)`);
    for (const table of ['expertise', 'partnership'])
      await runner.query(`ALTER TABLE ${table} ADD COLUMN title_words tsvector NOT NULL GENERATED ALWAYS AS (
        to_tsvector('french_unaccented', coalesce(title_fr, '')) || to_tsvector('english_unaccented', coalesce(title_en, ''))
      ) STORED`);
    // Of the labels of each; drawn by `label-periods.ts`.
    await runner.query(`ALTER TABLE expertise ADD COLUMN label_periods daterange[] NOT NULL DEFAULT '{}'`);
    await runner.query(
      `CREATE INDEX expertise_labelled ON expertise (authority_id) WHERE label_periods <> '{}'`,
    );
    await runner.query(`DROP INDEX expertise_authority_id`);
    await runner.query(`CREATE INDEX expertise_authority_id ON expertise (authority_id, theme_code, basis)`);
    for (const column of MISLEADING) await runner.query(`DROP INDEX expertise_${column}`);
  }

  /** The feeds give everything back. */
  async down(runner: QueryRunner): Promise<void> {
    for (const column of MISLEADING)
      await runner.query(`CREATE INDEX expertise_${column} ON expertise USING gin (${column})`);
    await runner.query(`DROP INDEX expertise_authority_id`);
    await runner.query(`CREATE INDEX expertise_authority_id ON expertise (authority_id)`);
    await runner.query(`ALTER TABLE expertise DROP COLUMN label_periods`);
    for (const table of ['expertise', 'partnership'])
      await runner.query(`ALTER TABLE ${table} DROP COLUMN title_words`);
    await runner.query(`ALTER TABLE authority RESET (toast_tuple_target)`);
    await runner.query(`DROP INDEX authority_population_value`);
    await runner.query(
      `ALTER TABLE authority ${[...SUMMARY, 'label_periods', 'title_words'].map((column) => `DROP COLUMN ${column}`)}`,
    );
  }
}
