import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Facets read all expertises of the authorities that are found, thousands of one large authority: with all that is asked
 * of them in the index, none has to be looked up in the table.
 */
export class ExpertiseIndex1764370000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX expertise_authority_id, expertise_labelled');
    await runner.query(
      `CREATE INDEX expertise_authority_id ON expertise (authority_id, theme_code, basis) INCLUDE (languages, country_codes)`,
    );
    await runner.query(
      `CREATE INDEX expertise_labelled ON expertise (authority_id, theme_code, basis) INCLUDE (languages, country_codes, label_periods)
        WHERE label_periods <> '{}'`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX expertise_authority_id, expertise_labelled');
    await runner.query(`CREATE INDEX expertise_authority_id ON expertise (authority_id, theme_code, basis)`);
    await runner.query(
      `CREATE INDEX expertise_labelled ON expertise (authority_id) WHERE label_periods <> '{}'`,
    );
  }
}
