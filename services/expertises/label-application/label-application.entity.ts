import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { CommitteeSessionEntity } from '../committee-session/committee-session.entity.js';
import { ExpertiseEntity } from '../expertise/expertise.entity.js';

// Names of checks, foreign keys and indexes tell TypeORM that they belong to the table; the migration has their SQL.

export type ApplicationStatus = 'DRAFT' | 'SUBMITTED' | 'UNDER_REVIEW' | 'ACCEPTED' | 'REFUSED' | 'WITHDRAWN';
/** Side on which an actor acts. */
export type Party = 'AUTHORITY' | 'COMMITTEE' | 'ADMINISTRATOR';

/** Private applications for labels: triggers keep their changes out of the public change events. */
@Entity('label_application')
@Check(
  'label_application_status_check',
  `status IN ('DRAFT', 'SUBMITTED', 'UNDER_REVIEW', 'ACCEPTED', 'REFUSED', 'WITHDRAWN')`,
)
@Check('label_application_moved_by_check', `moved_by IN ('AUTHORITY', 'COMMITTEE', 'ADMINISTRATOR')`)
@Check(
  'label_application_in_time',
  `status IN ('DRAFT', 'WITHDRAWN') OR arrived_in_time(submitted_at, submissions_before)`,
)
@Check('label_application_complete', `status IN ('DRAFT', 'WITHDRAWN') OR competences <> ''`)
@Check('label_application_refused_for_reasons', `status <> 'REFUSED' OR reason <> ''`)
@Check('label_application_decided', `(status IN ('ACCEPTED', 'REFUSED')) = (decided_on IS NOT NULL)`)
@ForeignKey(() => ExpertiseEntity, ['expertiseId'], ['id'], { name: 'label_application_expertise_id_fkey' })
@ForeignKey(() => CommitteeSessionEntity, ['sessionId'], ['id'], {
  name: 'label_application_session_id_fkey',
})
@Index('label_application_one_per_session', { synchronize: false })
@Index('label_application_authority_id', { synchronize: false })
@Index('label_application_session_id', { synchronize: false })
export class LabelApplicationEntity {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;
  @Column({ type: 'uuid' })
  expertiseId!: string;
  @Column({ type: 'uuid' })
  authorityId!: string;
  @Column({ type: 'uuid' })
  sessionId!: string;
  @Column({ type: 'text' })
  status!: ApplicationStatus;
  @Column({ type: 'text', nullable: true })
  competences!: string | null;
  @Column({ type: 'text', nullable: true })
  evidence!: string | null;
  @Column({ type: 'text', nullable: true })
  mobilisationTerms!: string | null;
  /** Side that set its status. */
  @Column({ type: 'text' })
  movedBy!: Party;
  /** Reason of the last change of status. */
  @Column({ type: 'text', nullable: true })
  reason!: string | null;
  /** Time of submission by the clock of the database; set by a trigger. */
  @Column({ type: 'timestamptz', nullable: true })
  submittedAt!: Date | null;
  /** Deadline at the time of submission: it stays decisive when the session moves. */
  @Column({ type: 'date', nullable: true })
  submissionsBefore!: string | null;
  /** Day of the decision in Paris; set by a trigger. */
  @Column({ type: 'date', nullable: true })
  decidedOn!: string | null;
  @Column({ type: 'timestamptz', default: () => 'now()' })
  createdAt!: Date;
  @Column({ type: 'timestamptz', default: () => 'now()' })
  updatedAt!: Date;
  @Column({ type: 'int', default: 0 })
  version!: number;
}

/** Steps of an application, written by a trigger at each change of status. */
@Entity('label_application_transition')
@ForeignKey(() => LabelApplicationEntity, ['applicationId'], ['id'], {
  name: 'label_application_transition_application_id_fkey',
  onDelete: 'CASCADE',
})
export class LabelApplicationTransitionEntity {
  @PrimaryColumn({ type: 'uuid' })
  applicationId!: string;
  @PrimaryColumn({ type: 'int' })
  number!: number;
  @Column({ type: 'timestamptz' })
  at!: Date;
  @Column({ type: 'text', nullable: true })
  fromStatus!: ApplicationStatus | null;
  @Column({ type: 'text' })
  toStatus!: ApplicationStatus;
  @Column({ type: 'text' })
  movedBy!: Party;
  /** Id of the actor, never published, since it identifies a person. */
  @Column({ type: 'text' })
  actor!: string;
  @Column({ type: 'text', nullable: true })
  reason!: string | null;
}
