import { dropWrittenTablesDdl, writtenTablesDdl } from '#kernel/mutations';
import { changedContractDdl, recordedTablesDdl, type Contract } from '#kernel/outbox';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const interests = { table: 'expression_of_interest', type: 'ExpressionOfInterest' };

const COLUMNS = [
  'id',
  'foreign_authority_id',
  'country_code',
  'theme_codes',
  'need_fr',
  'need_en',
  'languages',
  'urgency',
  'opened_on',
  'expires_on',
  'status',
];
const before: Contract = { type: 'CooperationRequest', table: 'cooperation_request', columns: COLUMNS };
const after: Contract = {
  ...before,
  columns: [...COLUMNS, 'urgency_level', 'population', 'answered_by_ids'],
  more: { expiresSoon: `t.status = 'OPEN' AND t.expiry_told_at IS NOT NULL` },
};

/** How a request may go on, for those that people have written or write to; loads may correct what their sources said. */
const TRANSITION = `CREATE FUNCTION check_request_transition() RETURNS trigger LANGUAGE plpgsql AS $body$
BEGIN
  IF NEW.status <> OLD.status AND (OLD.version > 0 OR coalesce(current_setting('passerelle.actor', true), '') <> '')
    AND NOT (OLD.status = 'OPEN' OR OLD.status = 'MATCHED' AND NEW.status = 'CLOSED')
  THEN
    RAISE EXCEPTION 'a request that is % does not become %', OLD.status, NEW.status
      USING ERRCODE = 'check_violation', CONSTRAINT = 'cooperation_request_transition';
  END IF;
  RETURN NEW;
END $body$`;

/** A reply comes to a request that is open, today in Paris, and goes one step from PENDING. Holds the request's row until the end. */
const REPLY = `CREATE FUNCTION check_reply() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $body$
DECLARE
  request cooperation_request;
BEGIN
  IF TG_OP = 'INSERT' THEN
    SELECT * INTO request FROM cooperation_request WHERE id = NEW.request_id FOR SHARE;
    IF request.status <> 'OPEN' OR request.expires_on < (now() AT TIME ZONE 'Europe/Paris')::date OR NEW.status <> 'PENDING' THEN
      RAISE EXCEPTION 'a reply to a request that is not open'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'expression_of_interest_request_open';
    END IF;
  ELSIF NEW.status <> OLD.status AND OLD.status <> 'PENDING' OR (NEW.request_id, NEW.authority_id) <> (OLD.request_id, OLD.authority_id) THEN
    RAISE EXCEPTION 'a reply that is % does not become %', OLD.status, NEW.status
      USING ERRCODE = 'check_violation', CONSTRAINT = 'expression_of_interest_transition';
  END IF;
  RETURN NEW;
END $body$`;

/** Requests that people publish, replies that the two sides alone see, and a copy of who asks. */
export class RequestsAndReplies1764700000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE foreign_authority (
      id uuid PRIMARY KEY,
      country_code text NOT NULL,
      names text[] NOT NULL CHECK (cardinality(names) > 0)
    )`);
    await runner.query(`CREATE TABLE expression_of_interest (
      id uuid PRIMARY KEY,
      request_id uuid NOT NULL REFERENCES cooperation_request (id),
      authority_id uuid NOT NULL,
      status text NOT NULL CHECK (status IN ('PENDING', 'ACCEPTED', 'DECLINED', 'WITHDRAWN', 'LAPSED')),
      message text NOT NULL,
      contact text NOT NULL,
      expressed_at timestamptz NOT NULL DEFAULT now(),
      answered_at timestamptz,
      answer text,
      updated_at timestamptz NOT NULL DEFAULT now(),
      CONSTRAINT expression_of_interest_answered CHECK ((status = 'PENDING') = (answered_at IS NULL)),
      CONSTRAINT expression_of_interest_id_request_id_key UNIQUE (id, request_id)
    )`);
    await runner.query(
      `CREATE UNIQUE INDEX expression_of_interest_one_live ON expression_of_interest (request_id, authority_id) WHERE status IN ('PENDING', 'ACCEPTED')`,
    );
    await runner.query(
      `CREATE UNIQUE INDEX expression_of_interest_one_accepted ON expression_of_interest (request_id) WHERE status = 'ACCEPTED'`,
    );
    await runner.query(
      `CREATE INDEX expression_of_interest_authority_id ON expression_of_interest (authority_id)`,
    );
    await runner.query(`ALTER TABLE cooperation_request
      ADD COLUMN urgency_level text CHECK (urgency_level IN ('IMMEDIATE', 'SOON', 'PLANNED')),
      ADD COLUMN population integer CHECK (population > 0),
      ADD COLUMN contact text,
      ADD COLUMN status_since timestamptz,
      ADD COLUMN closing_reason text CHECK (closing_reason IN ('COOPERATION_BEGUN', 'PARTNER_FOUND_ELSEWHERE', 'NO_LONGER_NEEDED')),
      ADD COLUMN expiry_told_at timestamptz,
      ADD COLUMN accepted_interest_id uuid,
      ADD CONSTRAINT cooperation_request_accepted_interest_id_fkey FOREIGN KEY (accepted_interest_id, id)
        REFERENCES expression_of_interest (id, request_id),
      ADD CONSTRAINT cooperation_request_dates_ordered CHECK (opened_on < to_char(expires_on, 'YYYY-MM-DD')),
      ADD CONSTRAINT cooperation_request_published CHECK (contact IS NULL OR (foreign_authority_id IS NOT NULL
        AND cardinality(theme_codes) > 0 AND cardinality(languages) > 0 AND expires_on IS NOT NULL)),
      ADD CONSTRAINT cooperation_request_matched CHECK (contact IS NULL OR status <> 'MATCHED' OR accepted_interest_id IS NOT NULL),
      ADD CONSTRAINT cooperation_request_closed CHECK (closing_reason IS NULL OR status = 'CLOSED')`);
    await runner.query(
      `CREATE INDEX cooperation_request_open ON cooperation_request (expires_on) WHERE status = 'OPEN'`,
    );
    await runner.query(TRANSITION);
    await runner.query(
      `CREATE TRIGGER check_request_transition BEFORE UPDATE OF status ON cooperation_request FOR EACH ROW EXECUTE FUNCTION check_request_transition()`,
    );
    await runner.query(REPLY);
    await runner.query(
      `CREATE TRIGGER check_reply BEFORE INSERT OR UPDATE ON expression_of_interest FOR EACH ROW EXECUTE FUNCTION check_reply()`,
    );
    for (const statement of [
      ...writtenTablesDdl([interests]),
      ...recordedTablesDdl([{ ...interests, private: true }]),
      changedContractDdl(after),
    ])
      await runner.query(statement);
  }

  /** Replies, and what requests say beyond their sources, are lost. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(changedContractDdl(before));
    await runner.query('DROP VIEW contract_expression_of_interest');
    await runner.query('DROP TRIGGER check_request_transition ON cooperation_request');
    await runner.query(`ALTER TABLE cooperation_request
      DROP COLUMN urgency_level, DROP COLUMN population, DROP COLUMN contact, DROP COLUMN status_since, DROP COLUMN closing_reason,
      DROP COLUMN expiry_told_at, DROP COLUMN accepted_interest_id, DROP CONSTRAINT cooperation_request_dates_ordered`);
    await runner.query('DROP INDEX cooperation_request_open');
    for (const statement of dropWrittenTablesDdl([interests])) await runner.query(statement);
    await runner.query('DROP TABLE expression_of_interest, foreign_authority');
    await runner.query('DROP FUNCTION check_reply(), check_request_transition()');
    await runner.query(`DELETE FROM change WHERE type = 'ExpressionOfInterest'`);
  }
}
