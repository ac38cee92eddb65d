import { FactColumns } from '#kernel';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A sourced statement about a programme. */
export interface ProgrammeFact {
  textFr: string;
  textEn: string;
  date: string | null;
  sources: { title: string; url: string | null; licence: string | null }[];
}

@Entity('label_programme')
export class LabelProgrammeEntity extends FactColumns {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;
  @Column({ type: 'text', unique: true })
  code!: string;
  @Column({ type: 'text' })
  nameFr!: string;
  @Column({ type: 'text' })
  nameEn!: string;
  @Column({ type: 'text' })
  launchedOn!: string;
  @Column({ type: 'text', nullable: true })
  successorCode!: string | null;
  @Column({ type: 'text' })
  descriptionFr!: string;
  @Column({ type: 'text' })
  descriptionEn!: string;
  @Column({ type: 'jsonb' })
  facts!: ProgrammeFact[];
  @Column({ type: 'text', nullable: true })
  note!: string | null;
}

@Entity('committee_session')
export class CommitteeSessionEntity extends FactColumns {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;
  @Column({ type: 'text' })
  programmeCode!: string;
  @Column({ type: 'date' })
  announcedOn!: string;
  @Column({ type: 'date' })
  submissionsBefore!: string;
  @Column({ type: 'date' })
  heldOn!: string;
  @Column({ type: 'text', nullable: true })
  note!: string | null;
}

/** Filled by decisions of a committee; the shipped data has none, because no public source names a holder with its expertise. */
@Entity('label')
export class LabelEntity extends FactColumns {
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
}
