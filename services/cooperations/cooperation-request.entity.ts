import { WrittenFactColumns } from '#kernel';
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { PartnershipEntity } from './partnership.entity.js';

@Entity('cooperation_request')
@Check('cooperation_request_confidence_check', `confidence IS NOT NULL`)
@Check('cooperation_request_country_code_check', `country_code <> 'FR'`)
@Check('cooperation_request_status_check', `status IS NOT NULL`)
@Check('cooperation_request_need_check', `need_fr IS NOT NULL`)
@Index('cooperation_request_foreign_authority_id', ['foreignAuthorityId'])
@Index('cooperation_request_country_code', ['countryCode'])
@Index('cooperation_request_theme_codes', { synchronize: false })
@Index('cooperation_request_answered_by_ids', { synchronize: false })
@Index('cooperation_request_partnership_id', ['partnershipId'])
export class CooperationRequestEntity extends WrittenFactColumns {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;
  @Column({ type: 'uuid', nullable: true })
  foreignAuthorityId!: string | null;
  @Column({ type: 'text' })
  foreignAuthorityText!: string;
  @Column({ type: 'text' })
  countryCode!: string;
  /** Empty: the source names none. */
  @Column({ type: 'text', array: true })
  themeCodes!: string[];
  @Column({ type: 'text', nullable: true })
  needFr!: string | null;
  @Column({ type: 'text', nullable: true })
  needEn!: string | null;
  /** ISO 639-1; empty: the source names none. */
  @Column({ type: 'text', array: true })
  languages!: string[];
  @Column({ type: 'text', nullable: true })
  urgency!: string | null;
  /** As precise as its source: a year, a month or a day. */
  @Column({ type: 'text' })
  openedOn!: string;
  @Column({ type: 'date', nullable: true })
  expiresOn!: string | null;
  @Column({ type: 'text' })
  status!: 'OPEN' | 'MATCHED' | 'CLOSED' | 'EXPIRED';
  @Column({ type: 'uuid', array: true })
  answeredByIds!: string[];
  @Column({ type: 'uuid', nullable: true })
  @ForeignKey(() => PartnershipEntity, { name: 'cooperation_request_partnership_id_fkey' })
  partnershipId!: string | null;
  @Column({ type: 'text', nullable: true })
  note!: string | null;
  /** The need and who asks, as search compares them. */
  @Column({ type: 'text' })
  searchText!: string;
}
