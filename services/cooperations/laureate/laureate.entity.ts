import { EditableFactColumns } from '#kernel/graphql';
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { CallForProjectsEntity, CampaignEntity } from '../call-for-projects/call.entity.js';
import { PartnershipEntity } from '../partnership/partnership.entity.js';

@Entity('laureate')
@Check('laureate_confidence_check', `confidence IS NOT NULL`)
@Check('laureate_country_code_check', `country_code <> 'FR'`)
@Check('laureate_amount_eur_check', `amount_eur >= 0`)
@Check('laureate_french_authority_ids_check', `cardinality(french_authority_ids) > 0`)
@Check('laureate_foreign_authority_ids_check', `cardinality(foreign_authority_ids) > 0`)
@Index('laureate_call_code', ['callCode'])
@Index('laureate_campaign_code', ['campaignCode'])
@Index('laureate_partnership_id', ['partnershipId'])
@Index('laureate_french_authority_ids', { synchronize: false })
@Index('laureate_foreign_authority_ids', { synchronize: false })
export class LaureateEntity extends EditableFactColumns {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;
  @Column({ type: 'text', nullable: true })
  @ForeignKey(() => CallForProjectsEntity, 'code', { name: 'laureate_call_code_fkey' })
  callCode!: string | null;
  /** Name of the call in the source. */
  @Column({ type: 'text', nullable: true })
  callName!: string | null;
  @Column({ type: 'text', nullable: true })
  @ForeignKey(() => CampaignEntity, 'code', { name: 'laureate_campaign_code_fkey' })
  campaignCode!: string | null;
  @Column({ type: 'integer' })
  year!: number;
  @Column({ type: 'text', nullable: true })
  titleFr!: string | null;
  @Column({ type: 'text', nullable: true })
  titleEn!: string | null;
  @Column({ type: 'uuid', array: true })
  frenchAuthorityIds!: string[];
  @Column({ type: 'uuid', array: true })
  foreignAuthorityIds!: string[];
  @Column({ type: 'text' })
  countryCode!: string;
  @Column({ type: 'uuid', nullable: true })
  @ForeignKey(() => PartnershipEntity, { name: 'laureate_partnership_id_fkey' })
  partnershipId!: string | null;
  @Column({ type: 'integer', nullable: true })
  amountEur!: number | null;
  /** Set: it appears in no list and no count. */
  @Column({ type: 'timestamptz', nullable: true })
  withdrawnAt!: Date | null;
  @Column({ type: 'text', nullable: true })
  note!: string | null;
  /** Titles, name of the call and names of the partners, normalised for text search. */
  @Column({ type: 'text' })
  searchText!: string;
}
