import { changedContractDdl, changedRecordingDdl, type Contract } from '#kernel/outbox';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const laureate = (...more: string[]): Contract => ({
  type: 'Laureate',
  table: 'laureate',
  columns: [
    'id',
    'call_code',
    'campaign_code',
    'year',
    'title_fr',
    'title_en',
    'french_authority_ids',
    'foreign_authority_ids',
    'country_code',
    'partnership_id',
    'amount_eur',
    ...more,
  ],
});
const LAUREATES = { table: 'laureate', type: 'Laureate' };
const BY_SOMEBODY = `coalesce(current_setting('passerelle.actor', true), '') <> ''`;

/** A partnership has partners on either side, when all of a change is done. */
const PARTNERS = `CREATE FUNCTION check_partners() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $body$
DECLARE
  partnership_of uuid := (coalesce(to_jsonb(NEW), to_jsonb(OLD))->>TG_ARGV[0])::uuid;
  broken text := CASE
    WHEN NOT EXISTS (SELECT FROM partnership_french_authority WHERE partnership_id = partnership_of) THEN 'partnership_french_partners'
    WHEN NOT EXISTS (SELECT FROM partnership_foreign_authority WHERE partnership_id = partnership_of) THEN 'partnership_foreign_partners' END;
BEGIN
  IF broken IS NOT NULL AND EXISTS (SELECT FROM partnership WHERE id = partnership_of) THEN
    RAISE EXCEPTION 'a partnership without partners on one side' USING ERRCODE = 'check_violation', CONSTRAINT = broken;
  END IF;
  RETURN NULL;
END $body$`;

/** Who writes laureates of one call or campaign comes one after the other, and counts what the others have left. */
const LAUREATES_OF = `CREATE FUNCTION check_laureates() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $body$
DECLARE
  possible integer;
BEGIN
  SELECT applications INTO possible FROM campaign WHERE code = NEW.campaign_code FOR NO KEY UPDATE;
  IF possible <= (SELECT count(*) FROM laureate WHERE campaign_code = NEW.campaign_code AND withdrawn_at IS NULL AND id <> NEW.id) THEN
    RAISE EXCEPTION 'more laureates than applications' USING ERRCODE = 'check_violation', CONSTRAINT = 'laureate_campaign_applications';
  END IF;
  SELECT applications INTO possible FROM call_for_projects WHERE code = NEW.call_code FOR NO KEY UPDATE;
  IF possible <= (SELECT count(*) FROM laureate WHERE call_code = NEW.call_code AND withdrawn_at IS NULL AND id <> NEW.id) THEN
    RAISE EXCEPTION 'more laureates than applications' USING ERRCODE = 'check_violation', CONSTRAINT = 'laureate_call_applications';
  END IF;
  RETURN NEW;
END $body$`;

/** Applications are no fewer than the laureates that are known by name. */
const APPLICATIONS = `CREATE FUNCTION check_applications() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $body$
BEGIN
  IF NEW.applications < (SELECT count(*) FROM laureate WHERE call_code = NEW.code AND withdrawn_at IS NULL) THEN
    RAISE EXCEPTION 'fewer applications than laureates' USING ERRCODE = 'check_violation', CONSTRAINT = 'laureate_call_applications';
  END IF;
  RETURN NEW;
END $body$`;

/** What partnerships, calls and laureates need so that people can write them. */
export class CooperationWrites1764800000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    // Names by which partnerships are found; filled by the next load.
    await runner.query('ALTER TABLE french_authority ADD COLUMN name text');
    await runner.query(`CREATE TABLE IF NOT EXISTS foreign_authority (
      id uuid PRIMARY KEY,
      country_code text NOT NULL,
      names text[] NOT NULL CHECK (cardinality(names) > 0)
    )`);
    await runner.query('ALTER TABLE foreign_authority ADD COLUMN kind text');
    // People may name any authority; whether it is in the snapshot is another question.
    await runner.query(
      'ALTER TABLE partnership_french_authority DROP CONSTRAINT partnership_french_authority_authority_id_fkey',
    );
    await runner.query(PARTNERS);
    for (const [table, event, id] of [
      ['partnership', 'INSERT', 'id'],
      ['partnership_french_authority', 'DELETE', 'partnership_id'],
      ['partnership_foreign_authority', 'DELETE', 'partnership_id'],
    ])
      await runner.query(`CREATE CONSTRAINT TRIGGER check_partners AFTER ${event} ON ${table} DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
        WHEN (${BY_SOMEBODY}) EXECUTE FUNCTION check_partners('${id}')`);
    await runner.query(`ALTER TABLE call_for_projects ADD CONSTRAINT call_for_projects_amounts_check CHECK (
      max_cofinancing_least_developed_percent BETWEEN 0 AND 100 AND max_cofinancing_other_percent BETWEEN 0 AND 100
      AND minimum_french_authorities >= 0 AND minimum_months >= 0 AND applications >= 0 AND laureates_count >= 0
      AND grant_eur >= 0 AND total_budget_eur >= 0)`);
    await runner.query(`ALTER TABLE laureate ADD COLUMN withdrawn_at timestamptz,
      ADD CONSTRAINT laureate_amount_eur_check CHECK (amount_eur >= 0)`);
    await runner.query(LAUREATES_OF);
    await runner.query(`CREATE TRIGGER check_laureates BEFORE INSERT OR UPDATE ON laureate FOR EACH ROW
      WHEN (NEW.withdrawn_at IS NULL AND ${BY_SOMEBODY}) EXECUTE FUNCTION check_laureates()`);
    await runner.query(APPLICATIONS);
    await runner.query(`CREATE TRIGGER check_applications BEFORE UPDATE OF applications ON call_for_projects FOR EACH ROW
      WHEN (${BY_SOMEBODY}) EXECUTE FUNCTION check_applications()`);
    await runner.query(changedContractDdl(laureate('withdrawn_at')));
    for (const statement of changedRecordingDdl({ ...LAUREATES, closed: 'withdrawn_at' }))
      await runner.query(statement);
  }

  /** What was withdrawn is lost. Fails where partnerships name authorities that are not in the snapshot. */
  async down(runner: QueryRunner): Promise<void> {
    for (const statement of [
      ...changedRecordingDdl(LAUREATES),
      changedContractDdl(laureate()),
      'DROP TRIGGER check_applications ON call_for_projects',
      'DROP TRIGGER check_laureates ON laureate',
      'ALTER TABLE laureate DROP COLUMN withdrawn_at, DROP CONSTRAINT laureate_amount_eur_check',
      'ALTER TABLE call_for_projects DROP CONSTRAINT call_for_projects_amounts_check',
      ...['partnership', 'partnership_french_authority', 'partnership_foreign_authority'].map(
        (table) => `DROP TRIGGER check_partners ON ${table}`,
      ),
      'DROP FUNCTION check_partners(), check_laureates(), check_applications()',
      `ALTER TABLE partnership_french_authority ADD CONSTRAINT partnership_french_authority_authority_id_fkey
        FOREIGN KEY (authority_id) REFERENCES french_authority (authority_id)`,
      'ALTER TABLE foreign_authority DROP COLUMN kind',
      'ALTER TABLE french_authority DROP COLUMN name',
    ])
      await runner.query(statement);
  }
}
