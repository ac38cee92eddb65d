import { FactColumns, EditableFactColumns } from '#kernel/graphql';
import { Check, Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';

// Names of checks, foreign keys and indexes tell TypeORM that they belong to the table; the migration has their SQL.

/** Statement about a programme, with its sources. */
export interface ProgrammeFact {
  textFr: string;
  textEn: string;
  date: string | null;
  sources: { title: string; url: string | null; licence: string | null }[];
}

@Entity('label_programme')
@Check(
  'label_programme_confidence_check',
  `confidence IN ('CONFIRMED', 'GENERAL_KNOWLEDGE', 'DERIVED', 'ILLUSTRATIVE')`,
)
@ForeignKey(() => LabelProgrammeEntity, ['successorCode'], ['code'], {
  name: 'label_programme_successor_code_fkey',
  deferrable: 'INITIALLY DEFERRED',
})
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
@Check(
  'committee_session_dates_ordered',
  `announced_on <= submissions_before AND submissions_before <= held_on + 1`,
)
@Check('committee_session_dates_bounded', `announced_on >= '2000-01-01'`)
@Check(
  'committee_session_confidence_check',
  `confidence IN ('CONFIRMED', 'GENERAL_KNOWLEDGE', 'DERIVED', 'ILLUSTRATIVE')`,
)
@ForeignKey(() => LabelProgrammeEntity, ['programmeCode'], ['code'], {
  name: 'committee_session_programme_code_fkey',
})
export class CommitteeSessionEntity extends EditableFactColumns {
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
  /** Why its dates moved the last time, which must be stated once an application was submitted. */
  @Column({ type: 'text', nullable: true })
  datesReason!: string | null;
  @Column({ type: 'text', nullable: true })
  note!: string | null;
}
