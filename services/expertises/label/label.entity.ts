import { EditableFactColumns } from '#kernel/graphql';
import { Check, Column, Entity, Exclusion, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { ExpertiseEntity } from '../expertise/expertise.entity.js';
import {
  CommitteeSessionEntity,
  LabelProgrammeEntity,
} from '../committee-session/committee-session.entity.js';
import { LabelApplicationEntity } from '../label-application/label-application.entity.js';

// Names of checks, foreign keys and indexes tell TypeORM that they belong to the table; the migration has their SQL.

/**
 * Labels, written by decisions of a committee; the shipped data has none, since no public source names a holder with
 * its expertise.
 */
@Entity('label')
@Check('label_validity_ordered', `valid_until IS NULL OR valid_from <= valid_until`)
@Check(
  'label_validity_bounded',
  `valid_from BETWEEN awarded_on - interval '1 year' AND awarded_on + interval '1 year' AND valid_until <= valid_from + interval '20 years'`,
)
@Check(
  'label_revoked_for_a_reason',
  `(revoked_on IS NULL AND revocation_reason IS NULL) OR (revoked_on IS NOT NULL AND coalesce(btrim(revocation_reason), '') <> '')`,
)
@Check(
  'label_transferred_for_a_reason',
  `(transferred_from_id IS NULL AND transferred_on IS NULL AND transfer_reason IS NULL) OR (transferred_from_id <> authority_id AND transferred_on IS NOT NULL AND coalesce(btrim(transfer_reason), '') <> '')`,
)
@Exclusion(
  'label_one_in_force',
  `USING gist (authority_id WITH =, expertise_id WITH =, label_period(valid_from, valid_until, revoked_on) WITH &&)`,
)
@Check(
  'label_confidence_check',
  `confidence IN ('CONFIRMED', 'GENERAL_KNOWLEDGE', 'DERIVED', 'ILLUSTRATIVE')`,
)
@ForeignKey(() => ExpertiseEntity, ['expertiseId'], ['id'], { name: 'label_expertise_id_fkey' })
@ForeignKey(() => LabelProgrammeEntity, ['programmeCode'], ['code'], { name: 'label_programme_code_fkey' })
@ForeignKey(() => CommitteeSessionEntity, ['sessionId'], ['id'], { name: 'label_session_id_fkey' })
@ForeignKey(() => LabelApplicationEntity, ['applicationId'], ['id'], { name: 'label_application_id_fkey' })
@Index('label_expertise_id', { synchronize: false })
@Index('label_authority_id', { synchronize: false })
@Index('label_programme_code', { synchronize: false })
@Index('label_session_id', { synchronize: false })
export class LabelEntity extends EditableFactColumns {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;
  @Column({ type: 'uuid' })
  expertiseId!: string;
  @Column({ type: 'uuid' })
  authorityId!: string;
  @Column({ type: 'text' })
  programmeCode!: string;
  @Column({ type: 'uuid', nullable: true })
  sessionId!: string | null;
  @Column({ type: 'date' })
  awardedOn!: string;
  @Column({ type: 'date' })
  validFrom!: string;
  @Column({ type: 'date', nullable: true })
  validUntil!: string | null;
  /** Application whose acceptance granted it; null when it was awarded elsewhere. */
  @Column({ type: 'uuid', nullable: true, unique: true })
  applicationId!: string | null;
  /** First day on which it is no longer in force. */
  @Column({ type: 'date', nullable: true })
  revokedOn!: string | null;
  @Column({ type: 'text', nullable: true })
  revocationReason!: string | null;
  /** Previous holder; null when it was never transferred. */
  @Column({ type: 'uuid', nullable: true })
  transferredFromId!: string | null;
  @Column({ type: 'date', nullable: true })
  transferredOn!: string | null;
  @Column({ type: 'text', nullable: true })
  transferReason!: string | null;
  /** Reason of the last correction of its validity. */
  @Column({ type: 'text', nullable: true })
  correctionReason!: string | null;
}
