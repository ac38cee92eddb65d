import { EditableFactColumns } from '#kernel/graphql';
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { ExpressionOfInterestEntity } from '../expression-of-interest/expression-of-interest.entity.js';
import { PartnershipEntity } from '../partnership/partnership.entity.js';

@Entity('cooperation_request')
@Check('cooperation_request_confidence_check', `confidence IS NOT NULL`)
@Check('cooperation_request_country_code_check', `country_code <> 'FR'`)
@Check('cooperation_request_status_check', `status IS NOT NULL`)
@Check('cooperation_request_need_check', `need_fr IS NOT NULL`)
@Check('cooperation_request_urgency_level_check', `urgency_level IS NOT NULL`)
@Check('cooperation_request_population_check', `population > 0`)
@Check('cooperation_request_closing_reason_check', `closing_reason IS NOT NULL`)
@Check('cooperation_request_dates_ordered', `expires_on IS NOT NULL`)
@Check('cooperation_request_published', `contact IS NULL`)
@Check('cooperation_request_matched', `contact IS NULL`)
@Check('cooperation_request_closed', `closing_reason IS NULL`)
@ForeignKey(() => ExpressionOfInterestEntity, ['acceptedInterestId', 'id'], ['id', 'requestId'], {
  name: 'cooperation_request_accepted_interest_id_fkey',
})
@Index('cooperation_request_open', { synchronize: false })
@Index('cooperation_request_foreign_authority_id', ['foreignAuthorityId'])
@Index('cooperation_request_country_code', ['countryCode'])
@Index('cooperation_request_theme_codes', { synchronize: false })
@Index('cooperation_request_answered_by_ids', { synchronize: false })
@Index('cooperation_request_partnership_id', ['partnershipId'])
export class CooperationRequestEntity extends EditableFactColumns {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;
  @Column({ type: 'uuid', nullable: true })
  foreignAuthorityId!: string | null;
  @Column({ type: 'text' })
  foreignAuthorityText!: string;
  @Column({ type: 'text' })
  countryCode!: string;
  /** Empty: not stated by the source. */
  @Column({ type: 'text', array: true })
  themeCodes!: string[];
  @Column({ type: 'text', nullable: true })
  needFr!: string | null;
  @Column({ type: 'text', nullable: true })
  needEn!: string | null;
  /** ISO 639-1; empty: not stated by the source. */
  @Column({ type: 'text', array: true })
  languages!: string[];
  @Column({ type: 'text', nullable: true })
  urgency!: string | null;
  @Column({ type: 'text', nullable: true })
  urgencyLevel!: 'IMMEDIATE' | 'SOON' | 'PLANNED' | null;
  /** Inhabitants of the requesting authority, as it states. */
  @Column({ type: 'integer', nullable: true })
  population!: number | null;
  /** Role mailbox, visible to the authority whose reply was accepted; null: the request comes from a source. */
  @Column({ type: 'text', nullable: true })
  contact!: string | null;
  /** Year, month or day, as precise as the source. */
  @Column({ type: 'text' })
  openedOn!: string;
  @Column({ type: 'date', nullable: true })
  expiresOn!: string | null;
  @Column({ type: 'text' })
  status!: 'OPEN' | 'MATCHED' | 'CLOSED' | 'EXPIRED';
  /** Null: the status is that of the source. */
  @Column({ type: 'timestamptz', nullable: true })
  statusSince!: Date | null;
  @Column({ type: 'text', nullable: true })
  closingReason!: 'COOPERATION_BEGUN' | 'PARTNER_FOUND_ELSEWHERE' | 'NO_LONGER_NEEDED' | null;
  /** When the coming expiry was announced by a change event; null: not yet. */
  @Column({ type: 'timestamptz', nullable: true })
  expiryToldAt!: Date | null;
  @Column({ type: 'uuid', nullable: true })
  acceptedInterestId!: string | null;
  @Column({ type: 'uuid', array: true })
  answeredByIds!: string[];
  @Column({ type: 'uuid', nullable: true })
  @ForeignKey(() => PartnershipEntity, { name: 'cooperation_request_partnership_id_fkey' })
  partnershipId!: string | null;
  @Column({ type: 'text', nullable: true })
  note!: string | null;
  /** Need and names of the requesting authority, normalised for text search. */
  @Column({ type: 'text' })
  searchText!: string;
}
