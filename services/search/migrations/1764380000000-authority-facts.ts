import type { MigrationInterface, QueryRunner } from 'typeorm';

const STEPS = '{1000,2000,5000,10000,20000,50000,100000,200000,500000,1000000,2000000,5000000}';
/** What few authorities share comes first: the index is read in this order, and passes over the rest of what follows. */
const LISTS = [
  'department_codes',
  'country_group_codes',
  // Lists of one, since of lists alone such an index knows.
  '(ARRAY[region_code])',
  `(CASE WHEN kind <> 'COMMUNE' THEN ARRAY[kind] END)`,
  `(('${STEPS}'::int[])[1:width_bucket(population, '${STEPS}'::int[])])`,
  'partner_country_codes',
  'experience_country_codes',
  'language_codes',
  'country_codes',
  'bases',
  'theme_codes',
];
const APART = [
  'theme_codes',
  'country_codes',
  'experience_country_codes',
  'partner_country_codes',
  'department_codes',
];

/**
 * One index for all conditions on lists, on the région, the kind and the least population: it passes over what few of
 * them let through, where an index for each had to be read to its end for every theme that nearly all authorities have.
 */
export class AuthorityFacts1764380000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP INDEX ${APART.map((column) => `authority_${column}`).join(', ')}`);
    // Kilobytes: every search reads the list of pending entries.
    await runner.query(
      `CREATE INDEX authority_facts ON authority USING gin (${LISTS.join(', ')}) WITH (gin_pending_list_limit = 64)`,
    );
    await runner.query('ANALYZE authority');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX authority_facts');
    for (const column of APART)
      await runner.query(`CREATE INDEX authority_${column} ON authority USING gin (${column})`);
  }
}
