import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Ties1796100000600 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(STATEMENTS);
  }

  async down(): Promise<void> {
    throw new Error('Migrations are not undone: restore a backup.');
  }
}

const STATEMENTS = `
ALTER TABLE partnership ADD confidence text;
ALTER TABLE partnership ADD as_of text;
-- Last day that the source states or, without one, the last year of a period in the title.
ALTER TABLE partnership ADD stated_end date;
ALTER TABLE partnership ADD amount_eur integer;
-- The foreign authorities and, in the same order, their kinds.
ALTER TABLE partnership ADD foreign_authority_ids uuid[];
ALTER TABLE partnership ADD foreign_authority_kinds text[];

-- country_codes holds the countries of all ties from now on, those of partnerships that are over too. A tie is a partnership,
-- or an expertise that is declared or labelled for the country.
-- Countries of ties that no source calls ended; the last day of some may have passed: see tie_ends.
ALTER TABLE authority ADD tie_country_codes text[] NOT NULL DEFAULT '{}';
-- Countries of ties that have no last day.
ALTER TABLE authority ADD lasting_country_codes text[] NOT NULL DEFAULT '{}';
-- The country and the last day of every other tie: 'BF 2027-12-31'.
ALTER TABLE authority ADD tie_ends text[] NOT NULL DEFAULT '{}';

-- Authorities with a partnership are few: conditions on partnerships start with them.
CREATE INDEX authority_partners ON authority (id) WHERE partnership_count > 0;

DROP INDEX authority_facts;
CREATE INDEX authority_facts ON authority USING gin (
  department_codes,
  country_group_codes,
  (ARRAY[region_code]),
  (CASE WHEN kind <> 'COMMUNE' THEN ARRAY[kind] END),
  (('{1000,2000,5000,10000,20000,50000,100000,200000,500000,1000000,2000000,5000000}'::int[])[1:width_bucket(population,
    '{1000,2000,5000,10000,20000,50000,100000,200000,500000,1000000,2000000,5000000}'::int[])]),
  partner_country_codes,
  experience_country_codes,
  language_codes,
  tie_country_codes,
  country_codes,
  bases,
  theme_codes
)
-- Kilobytes: every search reads the list of pending entries.
WITH (gin_pending_list_limit = 64);
`;
