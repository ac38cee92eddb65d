import type { MigrationInterface, QueryRunner } from 'typeorm';

const MOST = 3;

/**
 * A reply comes to a request that is open, today in Paris, and goes one step from PENDING. Whoever replies waits for
 * others who write to the request, and has one reply pending: none is counted too late.
 */
const checkReply = (more: string) => `CREATE OR REPLACE FUNCTION check_reply() RETURNS trigger
  LANGUAGE plpgsql SET search_path FROM CURRENT AS $body$
DECLARE
  request cooperation_request;
BEGIN
  IF TG_OP = 'INSERT' THEN
    SELECT * INTO request FROM cooperation_request WHERE id = NEW.request_id FOR SHARE;
    IF request.status <> 'OPEN' OR request.expires_on < (now() AT TIME ZONE 'Europe/Paris')::date OR NEW.status <> 'PENDING' THEN
      RAISE EXCEPTION 'a reply to a request that is not open'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'expression_of_interest_request_open';
    END IF;${more}
  ELSIF NEW.status <> OLD.status AND OLD.status <> 'PENDING' OR (NEW.request_id, NEW.authority_id) <> (OLD.request_id, OLD.authority_id) THEN
    RAISE EXCEPTION 'a reply that is % does not become %', OLD.status, NEW.status
      USING ERRCODE = 'check_violation', CONSTRAINT = 'expression_of_interest_transition';
  END IF;
  RETURN NEW;
END $body$`;

const NO_MORE = `
    IF (SELECT count(*) FROM expression_of_interest WHERE request_id = NEW.request_id AND authority_id = NEW.authority_id) >= ${MOST} THEN
      RAISE EXCEPTION 'a reply too many'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'expression_of_interest_most';
    END IF;`;

/** An authority that was declined may answer again, but not for ever. */
export class MostReplies1764910000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(checkReply(NO_MORE));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(checkReply(''));
  }
}
