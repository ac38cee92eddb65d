import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Attestation1796015148756 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(STATEMENTS);
  }

  async down(): Promise<void> {
    throw new Error('Migrations are not undone: restore a backup.');
  }
}

const STATEMENTS = `
-- How well a partnership is attested: besides what was read on pages, what one or several open data sets state.
ALTER TABLE partnership DROP CONSTRAINT partnership_confidence_check;
ALTER TABLE partnership ADD CONSTRAINT partnership_confidence_check CHECK (confidence IN (
  'CONFIRMED', 'CORROBORATED', 'STATED', 'TO_CONFIRM', 'GENERAL_KNOWLEDGE', 'DERIVED', 'ILLUSTRATIVE'));
CREATE INDEX partnership_confidence ON partnership (confidence, id);

-- A source may not tell a twinning from another partnership, or name a place and not its authority.
ALTER TABLE partnership DROP CONSTRAINT partnership_kind_check;
ALTER TABLE partnership ADD CONSTRAINT partnership_kind_check CHECK (kind IN (
  'TWINNING', 'COOPERATION', 'FRIENDSHIP', 'PROJECT', 'CONTACT', 'UNKNOWN'));
ALTER TABLE partnership_foreign_authority DROP CONSTRAINT partnership_foreign_authority_kind_check;
ALTER TABLE partnership_foreign_authority ADD CONSTRAINT partnership_foreign_authority_kind_check CHECK (kind IN (
  'MUNICIPALITY', 'INTERMUNICIPAL_BODY', 'DISTRICT', 'DEPARTMENT', 'PROVINCE', 'REGION',
  'ASSOCIATION', 'OTHER_BODY', 'UNKNOWN'));

-- Who paid for a project, how much and since when.
ALTER TABLE partnership ADD amount_eur integer;
ALTER TABLE partnership ADD funder text;
ALTER TABLE partnership ADD granted_on date;
ALTER TABLE partnership ADD dac_sector_code text;
ALTER TABLE partnership ADD CONSTRAINT partnership_amount_eur_check CHECK (
  amount_eur IS NULL OR (amount_eur >= 0 AND funder IS NOT NULL));
ALTER TABLE partnership ADD CONSTRAINT partnership_dac_sector_code_check CHECK (dac_sector_code ~ '^[0-9]{5}$');

-- A project may name its country alone; every other partnership has partners on either side.
CREATE OR REPLACE FUNCTION check_partners() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $body$
DECLARE
  partnership_of uuid := (coalesce(to_jsonb(NEW), to_jsonb(OLD))->>TG_ARGV[0])::uuid;
  broken text := CASE
    WHEN NOT EXISTS (SELECT FROM partnership_french_authority WHERE partnership_id = partnership_of) THEN 'partnership_french_partners'
    WHEN NOT EXISTS (SELECT FROM partnership_foreign_authority WHERE partnership_id = partnership_of)
      AND NOT EXISTS (SELECT FROM partnership WHERE id = partnership_of AND kind = 'PROJECT') THEN 'partnership_foreign_partners' END;
BEGIN
  IF broken IS NOT NULL AND EXISTS (SELECT FROM partnership WHERE id = partnership_of) THEN
    RAISE EXCEPTION 'a partnership without partners on one side' USING ERRCODE = 'check_violation', CONSTRAINT = broken;
  END IF;
  RETURN NULL;
END $body$;

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
    FROM partnership_foreign_authority a WHERE a.partnership_id = t.id)
) AS fields FROM partnership t;
`;
