import { dropWrittenTablesDdl, writtenTablesDdl, type WrittenTable } from '#kernel/mutations';
import { changedContractDdl, changedRecordingDdl, recordedTablesDdl } from '#kernel/outbox';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { WORKFLOW_RULES } from './1764600000000-label-workflow-rules.js';

const EXPERTISE = { table: 'expertise', type: 'Expertise', closed: 'withdrawn_on' };
const LABEL = { table: 'label', type: 'Label', closed: 'revoked_on' };
/** What an expertise rests on changes with its labels. */
const LABEL_OF_EXPERTISE = { table: 'label', type: 'Expertise', id: 'expertise_id', part: true };
const APPLICATION = { table: 'label_application', type: 'LabelApplication', private: true };
const written: WrittenTable[] = [{ table: 'label_application', type: 'LabelApplication' }];

const expertiseContract = (...more: string[]) => ({
  type: 'Expertise',
  table: 'expertise',
  columns: [
    'id',
    'authority_id',
    'theme_code',
    'title_fr',
    'title_en',
    'description_fr',
    'description_en',
    'basis',
    'languages',
    'mobilisation_modes',
    'country_codes',
    'authority_country_codes',
    'evidence_ids',
    ...more,
  ],
});
const labelContract = (...more: string[]) => ({
  type: 'Label',
  table: 'label',
  columns: [
    'id',
    'expertise_id',
    'authority_id',
    'programme_code',
    'session_id',
    'awarded_on',
    'valid_from',
    'valid_until',
    ...more,
  ],
});

const TABLES = [
  // At once, and no longer when a load is done: people wait for an answer.
  `ALTER TABLE expertise ADD COLUMN withdrawn_on date, DROP CONSTRAINT expertise_authority_id_theme_code_title_fr_key`,
  `CREATE UNIQUE INDEX expertise_title ON expertise (authority_id, theme_code, title_fr) WHERE withdrawn_on IS NULL`,
  `CREATE TABLE label_application (
    id uuid PRIMARY KEY,
    expertise_id uuid NOT NULL REFERENCES expertise (id),
    authority_id uuid NOT NULL,
    session_id uuid NOT NULL REFERENCES committee_session (id),
    status text NOT NULL CHECK (status IN ('DRAFT', 'SUBMITTED', 'UNDER_REVIEW', 'ACCEPTED', 'REFUSED', 'WITHDRAWN')),
    competences text,
    evidence text,
    mobilisation_terms text,
    moved_by text NOT NULL CHECK (moved_by IN ('AUTHORITY', 'COMMITTEE', 'ADMINISTRATOR')),
    reason text,
    submitted_at timestamptz,
    submissions_before date,
    decided_on date,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT label_application_in_time CHECK (status IN ('DRAFT', 'WITHDRAWN') OR coalesce(arrived_in_time(submitted_at, submissions_before), false)),
    CONSTRAINT label_application_complete CHECK (status IN ('DRAFT', 'WITHDRAWN') OR
      (coalesce(btrim(competences), '') <> '' AND coalesce(btrim(evidence), '') <> '' AND coalesce(btrim(mobilisation_terms), '') <> '')),
    CONSTRAINT label_application_refused_for_reasons CHECK (status <> 'REFUSED' OR coalesce(btrim(reason), '') <> ''),
    CONSTRAINT label_application_decided CHECK ((status IN ('ACCEPTED', 'REFUSED')) = (decided_on IS NOT NULL))
  )`,
  `CREATE UNIQUE INDEX label_application_one_per_session ON label_application (expertise_id, session_id) WHERE status <> 'WITHDRAWN'`,
  `CREATE INDEX label_application_authority_id ON label_application (authority_id, created_at DESC, id)`,
  `CREATE INDEX label_application_session_id ON label_application (session_id, created_at DESC, id)`,
  `CREATE TABLE label_application_transition (
    application_id uuid NOT NULL REFERENCES label_application (id) ON DELETE CASCADE,
    number integer NOT NULL,
    at timestamptz NOT NULL,
    from_status text,
    to_status text NOT NULL,
    moved_by text NOT NULL,
    actor text NOT NULL,
    reason text,
    PRIMARY KEY (application_id, number)
  )`,
  `ALTER TABLE label
    ADD COLUMN application_id uuid REFERENCES label_application (id) UNIQUE,
    ADD COLUMN revoked_on date,
    ADD COLUMN revocation_reason text,
    ADD CONSTRAINT label_revoked_for_a_reason CHECK (
      (revoked_on IS NULL AND revocation_reason IS NULL) OR (revoked_on IS NOT NULL AND coalesce(btrim(revocation_reason), '') <> '')),
    ADD CONSTRAINT label_one_in_force EXCLUDE USING gist
      (authority_id WITH =, expertise_id WITH =, label_period(valid_from, valid_until, revoked_on) WITH &&)`,
];

const FUNCTIONS = [
  // What arrives when the day begins in Paris, by its winter or its summer time, is late.
  `CREATE FUNCTION arrived_in_time(arrived timestamptz, submissions_before date) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN arrived < (submissions_before::timestamp AT TIME ZONE 'Europe/Paris')`,
  // The days on which a label is in force; none when it was revoked before the first of them.
  `CREATE FUNCTION label_period(valid_from date, valid_until date, revoked_on date) RETURNS daterange LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN CASE WHEN revoked_on <= valid_from THEN 'empty'::daterange ELSE daterange(valid_from, least(valid_until + 1, revoked_on)) END`,
  `CREATE FUNCTION day_in_paris() RETURNS date LANGUAGE sql VOLATILE
    RETURN (clock_timestamp() AT TIME ZONE 'Europe/Paris')::date`,
];

/** Expertises are withdrawn, labels applied for, granted and revoked; rules hold here whoever writes. */
export class LabelWorkflow1764600000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [
      ...FUNCTIONS,
      ...TABLES,
      ...WORKFLOW_RULES,
      ...changedRecordingDdl(EXPERTISE),
      ...changedRecordingDdl(LABEL),
      ...changedRecordingDdl(LABEL_OF_EXPERTISE),
      changedContractDdl(expertiseContract('withdrawn_on')),
      changedContractDdl(labelContract('revoked_on')),
      ...recordedTablesDdl([APPLICATION]),
      ...writtenTablesDdl(written),
    ])
      await runner.query(statement);
  }

  /** Applications are lost; what was withdrawn or revoked is again as it was, and must not stand in the way of what replaced it. */
  async down(runner: QueryRunner): Promise<void> {
    for (const statement of [
      ...dropWrittenTablesDdl(written),
      changedContractDdl(expertiseContract()),
      changedContractDdl(labelContract()),
      ...changedRecordingDdl({ table: 'expertise', type: 'Expertise' }),
      ...changedRecordingDdl({ table: 'label', type: 'Label' }),
      ...['insert', 'update', 'delete'].map((event) => `DROP TRIGGER record_${event}_expertise_id ON label`),
      'DROP VIEW contract_label_application',
      'DROP TRIGGER check_label ON label',
      'DROP TRIGGER check_committee_session ON committee_session',
      'DROP TRIGGER keep_what_is_used ON committee_session',
      'DROP TRIGGER keep_what_is_used ON expertise',
      'DROP TRIGGER leave_to_people ON expertise',
      'DROP TRIGGER check_expertise ON expertise',
      'ALTER TABLE label DROP CONSTRAINT label_one_in_force',
      'ALTER TABLE label DROP COLUMN application_id, DROP COLUMN revoked_on, DROP COLUMN revocation_reason',
      'DROP TABLE label_application_transition, label_application',
      `DROP FUNCTION check_label(), check_committee_session(), keep_what_is_used(), leave_to_people(), check_expertise(),
        check_label_application(), record_transition(), require_label(), arrived_in_time(timestamptz, date),
        label_period(date, date, date), day_in_paris()`,
      'ALTER TABLE expertise DROP COLUMN withdrawn_on',
      `ALTER TABLE expertise ADD UNIQUE (authority_id, theme_code, title_fr) DEFERRABLE INITIALLY DEFERRED`,
    ])
      await runner.query(statement);
  }
}
