import { FactColumns, EditableFactColumns, type SourceConflict } from '#kernel/graphql';
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

@Entity('event')
@Check(
  'event_kind_check',
  `kind IN ('COUNTRY_GROUP_MEETING', 'STEERING_COMMITTEE', 'STUDY_MISSION', 'MISSION', 'ASSISES', 'BILATERAL_MEETINGS', 'CONFERENCE', 'WEBINAR', 'WORKSHOP', 'TALK', 'SELECTION_COMMITTEE', 'TRAINING', 'MEETING')`,
)
@Check('event_mode_check', `mode IN ('IN_PERSON', 'ONLINE', 'HYBRID', 'UNKNOWN')`)
@Check(
  'event_status_check',
  `status IN ('SAVE_THE_DATE', 'SCHEDULED', 'HELD', 'POSTPONED', 'CANCELLED', 'UNKNOWN')`,
)
@Check('event_start_time_check', `start_time ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'`)
@Check('event_end_time_check', `end_time ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'`)
@Check(
  'event_order_check',
  `(end_date, coalesce(end_time, '24:00')) >= (start_date, coalesce(start_time, '00:00'))`,
)
@Check('event_registration_deadline_check', `registration_deadline <= start_date`)
@Check(
  'event_confidence_check',
  `confidence IN ('CONFIRMED', 'GENERAL_KNOWLEDGE', 'DERIVED', 'ILLUSTRATIVE')`,
)
@Index('event_start_date', { synchronize: false })
@Index('event_country_group_code', { synchronize: false })
@Index('event_country_codes', { synchronize: false })
export class EventEntity extends EditableFactColumns {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;
  @Column({ type: 'text' })
  kind!: string;
  @Column({ type: 'text' })
  titleFr!: string;
  @Column({ type: 'text', nullable: true })
  titleEn!: string | null;
  @Column({ type: 'date' })
  startDate!: string;
  @Column({ type: 'date' })
  endDate!: string;
  /** Local time in `timeZone`, such as `14:30`; text, because an SQL time has seconds. */
  @Column({ type: 'text', nullable: true })
  startTime!: string | null;
  @Column({ type: 'text', nullable: true })
  endTime!: string | null;
  /** IANA name of the zone on whose clocks the times are. */
  @Column({ type: 'text' })
  timeZone!: string;
  @Column({ type: 'text' })
  mode!: string;
  @Column({ type: 'text', nullable: true })
  place!: string | null;
  @Column({ type: 'text', nullable: true })
  countryGroupCode!: string | null;
  @Column({ type: 'text', array: true })
  countryCodes!: string[];
  /** Last valid day. */
  @Column({ type: 'date', nullable: true })
  registrationDeadline!: string | null;
  @Column({ type: 'text' })
  status!: string;
  /** Announced reason, for an event that was postponed or cancelled here. */
  @Column({ type: 'text', nullable: true })
  statusReason!: string | null;
  @Column({ type: 'jsonb' })
  conflicts!: SourceConflict[];
  @Column({ type: 'text', nullable: true })
  note!: string | null;
  /** Titles and place, normalised for text search. */
  @Column({ type: 'text' })
  searchText!: string;
}

@Entity('event_participant')
@Check('event_participant_role_check', `role IN ('PRESIDENT', 'CHAIR')`)
@Check(
  'event_participant_confidence_check',
  `confidence IN ('CONFIRMED', 'GENERAL_KNOWLEDGE', 'DERIVED', 'ILLUSTRATIVE')`,
)
@ForeignKey(() => EventEntity, ['eventId'], ['id'], { name: 'event_participant_event_id_fkey' })
@Index('event_participant_authority_id', { synchronize: false })
export class EventParticipantEntity extends FactColumns {
  @PrimaryColumn({ type: 'uuid' })
  eventId!: string;
  @PrimaryColumn({ type: 'uuid' })
  authorityId!: string;
  @PrimaryColumn({ type: 'text' })
  role!: 'PRESIDENT' | 'CHAIR';
  /** Country group for which its representative held the role. */
  @Column({ type: 'text', nullable: true })
  countryGroupCode!: string | null;
}
