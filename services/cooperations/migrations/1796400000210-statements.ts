import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Statements1796400000210 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statements of [COLUMNS, CONTRACT, STATEMENTS, DUPLICATES]) await runner.query(statements);
  }

  async down(): Promise<void> {
    throw new Error('Migrations are not undone: restore a backup.');
  }
}

const COLUMNS = `
-- Countries of all foreign partners, that of the lead partner first; country_code stays that of the lead partner.
ALTER TABLE partnership ADD country_codes text[] NOT NULL DEFAULT '{}';
-- Dates that are known to the month or day (start), or only to the year or month (signature, end).
ALTER TABLE partnership ADD start_partial text;
ALTER TABLE partnership ADD signed_partial text;
ALTER TABLE partnership ADD end_partial text;
-- Amounts in any currency, each with its year and who pays; amount_eur stays the sum in euros of one funder.
ALTER TABLE partnership ADD amounts jsonb NOT NULL DEFAULT '[]';
ALTER TABLE partnership ADD documents jsonb NOT NULL DEFAULT '[]';
ALTER TABLE partnership DROP CONSTRAINT partnership_status_in_source_check;
ALTER TABLE partnership ADD CONSTRAINT partnership_status_in_source_check CHECK (status_in_source IN (
  'UNDER_NEGOTIATION', 'ONGOING', 'ENDED', 'SUSPENDED', 'UNKNOWN'));
-- A source may state the start alone.
ALTER TABLE partnership DROP CONSTRAINT partnership_start_year_confidence_check;
ALTER TABLE partnership ADD CONSTRAINT partnership_start_year_confidence_check CHECK (start_year_confidence IN (
  'CONFIRMED', 'CORROBORATED', 'STATED', 'TO_CONFIRM', 'GENERAL_KNOWLEDGE', 'DERIVED', 'ILLUSTRATIVE'));
ALTER TABLE partnership ADD CONSTRAINT partnership_start_partial_check CHECK (
  start_partial IS NULL OR (start_year IS NOT NULL AND start_partial ~ '^[0-9]{4}-[0-9]{2}(-[0-9]{2})?$'
    AND left(start_partial, 4)::integer = start_year));
ALTER TABLE partnership ADD CONSTRAINT partnership_signed_partial_check CHECK (
  signed_partial IS NULL OR (signed_on IS NULL AND signed_partial ~ '^[0-9]{4}(-[0-9]{2})?$'));
ALTER TABLE partnership ADD CONSTRAINT partnership_end_partial_check CHECK (
  end_partial IS NULL OR (end_date IS NULL AND end_partial ~ '^[0-9]{4}(-[0-9]{2})?$'));
`;

const CONTRACT = `
CREATE OR REPLACE VIEW contract_partnership AS SELECT t.id, jsonb_build_object(
  'id', t.id,
  'titleFr', t.title_fr,
  'titleEn', t.title_en,
  'kind', t.kind,
  'countryCode', t.country_code,
  'countryCodes', t.country_codes,
  'themeCodes', t.theme_codes,
  'startYear', t.start_year,
  'signedOn', t.signed_on,
  'endDate', t.end_date,
  -- The last day that the source states, that of the year or month that it states or, without either, the last year of a
  -- period in the title.
  'statedEnd', coalesce(t.end_date,
    ((t.end_partial || substr('-12-01', length(t.end_partial) - 3))::date + interval '1 month - 1 day')::date,
    make_date(substring(concat_ws(' ', t.title_fr, t.title_en)
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

UPDATE partnership SET country_codes = ARRAY[country_code];
ALTER TABLE partnership ALTER country_codes DROP DEFAULT;
ALTER TABLE partnership ALTER amounts DROP DEFAULT;
ALTER TABLE partnership ALTER documents DROP DEFAULT;
ALTER TABLE partnership ADD CONSTRAINT partnership_country_codes_check CHECK (
  country_codes[1] = country_code AND NOT country_codes @> ARRAY['FR']);
CREATE INDEX partnership_country_codes ON partnership USING gin (country_codes);
`;

const STATEMENTS = `
-- What one source says of a partnership. A partnership shows what it is itself known for and what its statements add.
CREATE TABLE partnership_statement (
  id uuid PRIMARY KEY,
  partnership_id uuid NOT NULL REFERENCES partnership (id),
  source_key text NOT NULL,
  external_id text NOT NULL,
  source jsonb NOT NULL,
  as_of text,
  -- The party for which the person wrote, never their name.
  party text NOT NULL,
  recorded_by text NOT NULL,
  import_id uuid,
  stated jsonb NOT NULL,
  digest text NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT now(),
  -- The statement of the same key that this one replaced, with the one before it; restored when the import is taken back.
  previous jsonb,
  -- The imports of this statement and of those that it replaced.
  import_ids uuid[] NOT NULL,
  CONSTRAINT partnership_statement_key UNIQUE (source_key, external_id)
);
CREATE INDEX partnership_statement_partnership_id ON partnership_statement (partnership_id);
CREATE INDEX partnership_statement_import_ids ON partnership_statement USING gin (import_ids);

-- What a partnership with statements is known for apart from them; one without a row here was made by its statements.
CREATE TABLE partnership_base (
  partnership_id uuid PRIMARY KEY REFERENCES partnership (id),
  facts jsonb NOT NULL
);

CREATE TRIGGER record_insert_partnership_id AFTER INSERT ON partnership_statement REFERENCING NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION record_changes('Partnership', 'partnership_id', '', 'part');
CREATE TRIGGER record_update_partnership_id AFTER UPDATE ON partnership_statement REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION record_changes('Partnership', 'partnership_id', '', 'part');
CREATE TRIGGER record_delete_partnership_id AFTER DELETE ON partnership_statement REFERENCING OLD TABLE AS old_rows
  FOR EACH STATEMENT EXECUTE FUNCTION record_changes('Partnership', 'partnership_id', '', 'part');
CREATE TRIGGER record_audit AFTER INSERT OR UPDATE OR DELETE ON partnership_statement FOR EACH ROW
  WHEN (coalesce(current_setting('passerelle.actor', true), '') <> '')
  EXECUTE FUNCTION record_audit('Partnership', 'partnership_id');
`;

const DUPLICATES = `
-- Partnerships that were joined into another: their ids lead to it, and loads do not make them again.
CREATE TABLE partnership_alias (
  id uuid PRIMARY KEY,
  partnership_id uuid NOT NULL REFERENCES partnership (id)
);
CREATE INDEX partnership_alias_partnership_id ON partnership_alias (partnership_id);
CREATE FUNCTION skip_joined() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $body$
BEGIN
  IF EXISTS (SELECT FROM partnership_alias WHERE id = (to_jsonb(NEW)->>TG_ARGV[0])::uuid) THEN RETURN NULL; END IF;
  RETURN NEW;
END $body$;
CREATE TRIGGER a_skip_joined BEFORE INSERT ON partnership FOR EACH ROW EXECUTE FUNCTION skip_joined('id');
CREATE TRIGGER a_skip_joined BEFORE INSERT ON partnership_french_authority FOR EACH ROW EXECUTE FUNCTION skip_joined('partnership_id');
CREATE TRIGGER a_skip_joined BEFORE INSERT ON partnership_foreign_authority FOR EACH ROW EXECUTE FUNCTION skip_joined('partnership_id');

-- What was decided on two partnerships that could be one. Neither id references its row, which may be joined or withdrawn.
CREATE TABLE partnership_pair_decision (
  first_id uuid NOT NULL,
  second_id uuid NOT NULL,
  decision text NOT NULL CHECK (decision IN ('JOIN', 'KEEP_APART')),
  decided_by text NOT NULL,
  decided_at timestamptz NOT NULL DEFAULT now(),
  -- The import whose row decided it; taken back with the import.
  import_id uuid,
  PRIMARY KEY (first_id, second_id),
  CONSTRAINT partnership_pair_decision_order CHECK (first_id < second_id)
);
CREATE INDEX partnership_pair_decision_second_id ON partnership_pair_decision (second_id);
CREATE INDEX partnership_pair_decision_import_id ON partnership_pair_decision (import_id);
CREATE TRIGGER record_audit AFTER INSERT OR UPDATE OR DELETE ON partnership_pair_decision FOR EACH ROW
  WHEN (coalesce(current_setting('passerelle.actor', true), '') <> '')
  EXECUTE FUNCTION record_audit('Partnership', 'first_id');
`;
