import { WRITES_DDL, writtenTablesDdl, type WrittenTable } from '#kernel/mutations';
import { changeFeedDdl, changeFieldsDdl } from '#kernel/outbox';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const written: WrittenTable[] = [
  { table: 'partner', type: 'Partner' },
  { table: 'principal', type: 'Principal' },
  { table: 'api_key', type: 'ApiKey' },
  { table: 'role_grant', type: 'RoleGrant' },
];

/** Who is who and may do what. Its feed stays empty: nothing of this is for others. */
export class FirstTables1764500000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE partner (
      id uuid PRIMARY KEY,
      name text NOT NULL,
      created_at timestamptz NOT NULL DEFAULT now(),
      updated_at timestamptz NOT NULL DEFAULT now(),
      CONSTRAINT partner_name_key UNIQUE (name)
    )`);
    await runner.query(`CREATE TABLE principal (
      id uuid PRIMARY KEY,
      issuer text NOT NULL,
      subject text NOT NULL,
      name text,
      created_at timestamptz NOT NULL DEFAULT now(),
      updated_at timestamptz NOT NULL DEFAULT now(),
      CONSTRAINT principal_issuer_subject_key UNIQUE (issuer, subject)
    )`);
    await runner.query(`CREATE TABLE api_key (
      id uuid PRIMARY KEY,
      partner_id uuid NOT NULL REFERENCES partner (id),
      name text NOT NULL,
      prefix text NOT NULL,
      hash text NOT NULL,
      scopes text[],
      created_at timestamptz NOT NULL DEFAULT now(),
      expires_at timestamptz NOT NULL,
      revoked_at timestamptz,
      last_used_at timestamptz,
      updated_at timestamptz NOT NULL DEFAULT now(),
      CONSTRAINT api_key_hash_key UNIQUE (hash),
      CONSTRAINT api_key_order_check CHECK (expires_at > created_at AND revoked_at >= created_at)
    )`);
    await runner.query(`CREATE INDEX api_key_partner_id ON api_key (partner_id, created_at)`);
    await runner.query(`CREATE TABLE role_grant (
      id uuid PRIMARY KEY,
      partner_id uuid REFERENCES partner (id),
      principal_id uuid REFERENCES principal (id),
      role text NOT NULL CHECK (role IN ('PARTNER', 'ANALYST', 'AUTHORITY_EDITOR', 'FOREIGN_AUTHORITY', 'GROUP_MANAGER', 'REVIEWER', 'ADMINISTRATOR')),
      of_ids uuid[] NOT NULL,
      granted_at timestamptz NOT NULL DEFAULT now(),
      revoked_at timestamptz,
      updated_at timestamptz NOT NULL DEFAULT now(),
      CONSTRAINT role_grant_holder_check CHECK (num_nonnulls(partner_id, principal_id) = 1),
      CONSTRAINT role_grant_of_check CHECK ((role IN ('AUTHORITY_EDITOR', 'FOREIGN_AUTHORITY', 'GROUP_MANAGER')) = (cardinality(of_ids) > 0)),
      CONSTRAINT role_grant_order_check CHECK (revoked_at >= granted_at)
    )`);
    await runner.query(
      `CREATE UNIQUE INDEX role_grant_of_partner ON role_grant (partner_id, role, of_ids) WHERE revoked_at IS NULL`,
    );
    await runner.query(
      `CREATE UNIQUE INDEX role_grant_of_principal ON role_grant (principal_id, role, of_ids) WHERE revoked_at IS NULL`,
    );
    for (const statement of [
      ...changeFeedDdl([]),
      ...changeFieldsDdl([]),
      ...WRITES_DDL,
      ...writtenTablesDdl(written),
    ])
      await runner.query(statement);
  }

  /** Loses all partners, keys and grants, and their audit. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE role_grant, api_key, principal, partner, change, audit, mutation_receipt`);
    await runner.query(`DROP FUNCTION record_audit(), keep_version(), record_changes()`);
  }
}
