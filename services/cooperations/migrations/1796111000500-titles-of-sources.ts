import type { MigrationInterface, QueryRunner } from 'typeorm';

export class TitlesOfSources1796111000500 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(STATEMENTS);
  }

  async down(): Promise<void> {
    throw new Error('Migrations are not undone: restore a backup.');
  }
}

const STATEMENTS = `
-- As before, with the titles of the sources, by which statistics count.
CREATE OR REPLACE VIEW contract_partnership AS SELECT t.id, jsonb_build_object(
  'id', t.id,
  'titleFr', t.title_fr,
  'titleEn', t.title_en,
  'kind', t.kind,
  'countryCode', t.country_code,
  'themeCodes', t.theme_codes,
  'startYear', t.start_year,
  'signedOn', t.signed_on,
  'endDate', t.end_date,
  -- The last day that the source states or, without one, the last year of a period in the title.
  'statedEnd', coalesce(t.end_date, make_date(substring(concat_ws(' ', t.title_fr, t.title_en)
    FROM '(?:19|20)[0-9]{2} ?(?:-|–|/|à|to) ?((?:19|20)[0-9]{2})')::integer, 12, 31)),
  'statusInSource', t.status_in_source,
  'asOf', t.as_of,
  'confidence', t.confidence,
  'amountEur', t.amount_eur,
  'frenchAuthorityIds', (
    SELECT coalesce(jsonb_agg(a.authority_id ORDER BY a.position, a.authority_id), '[]')
    FROM partnership_french_authority a WHERE a.partnership_id = t.id),
  'foreignAuthorityIds', (
    SELECT coalesce(jsonb_agg(a.foreign_authority_id ORDER BY a.position, a.foreign_authority_id), '[]')
    FROM partnership_foreign_authority a WHERE a.partnership_id = t.id),
  'foreignAuthorityKinds', (
    SELECT coalesce(jsonb_agg(a.kind ORDER BY a.position, a.foreign_authority_id), '[]')
    FROM partnership_foreign_authority a WHERE a.partnership_id = t.id),
  'sourceTitles', (
    SELECT coalesce(jsonb_agg(DISTINCT s->>'title'), '[]') FROM jsonb_array_elements(t.sources) s)
) AS fields FROM partnership t;
`;
