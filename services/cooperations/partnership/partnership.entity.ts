import { Confidence, EditableFactColumns, type SourceConflict } from '#kernel/graphql';
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

// Checks, foreign keys and indexes are named here only so that TypeORM knows that they belong; the migration has their text.

@Entity('partnership')
@Check('partnership_confidence_check', `confidence IS NOT NULL`)
@Check('partnership_country_code_check', `country_code <> 'FR'`)
@Check('partnership_kind_check', `kind IS NOT NULL`)
@Check('partnership_status_in_source_check', `status_in_source IS NOT NULL`)
@Check('partnership_start_year_confidence_check', `start_year_confidence IS NOT NULL`)
@Check('partnership_historical_french_name_until_check', `historical_french_name IS NOT NULL`)
@Check('partnership_start_year_known', `start_year IS NOT NULL`)
@Check('partnership_dates_ordered', `signed_on <= end_date`)
@Index('partnership_country_code', ['countryCode', 'id'])
@Index('partnership_theme_codes', { synchronize: false })
export class PartnershipEntity extends EditableFactColumns {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;
  @Column({ type: 'text', nullable: true })
  titleFr!: string | null;
  @Column({ type: 'text', nullable: true })
  titleEn!: string | null;
  @Column({ type: 'text' })
  kind!: 'TWINNING' | 'COOPERATION' | 'FRIENDSHIP' | 'PROJECT' | 'CONTACT';
  @Column({ type: 'text' })
  countryCode!: string;
  /** In the order of their priority; empty: the source classifies nothing. */
  @Column({ type: 'text', array: true })
  themeCodes!: string[];
  @Column({ type: 'text', nullable: true })
  historicalFrenchName!: string | null;
  @Column({ type: 'integer', nullable: true })
  historicalFrenchNameUntil!: number | null;
  @Column({ type: 'integer', nullable: true })
  startYear!: number | null;
  @Column({ type: 'text', nullable: true })
  startYearConfidence!: Confidence | null;
  @Column({ type: 'date', nullable: true })
  signedOn!: string | null;
  @Column({ type: 'date', nullable: true })
  endDate!: string | null;
  /** As the source has it; never rewritten when an end date has passed. */
  @Column({ type: 'text' })
  statusInSource!: 'ONGOING' | 'ENDED' | 'SUSPENDED' | 'UNKNOWN';
  @Column({ type: 'jsonb' })
  conflicts!: SourceConflict[];
  @Column({ type: 'text', nullable: true })
  note!: string | null;
  /** Title and names of the partners, as search compares them. */
  @Column({ type: 'text' })
  searchText!: string;
}

@Entity('partnership_french_authority')
@Index('partnership_french_authority_authority_id', ['authorityId'])
export class PartnershipFrenchAuthorityEntity {
  @PrimaryColumn({ type: 'uuid' })
  @ForeignKey(() => PartnershipEntity, { name: 'partnership_french_authority_partnership_id_fkey' })
  partnershipId!: string;
  @PrimaryColumn({ type: 'uuid' })
  authorityId!: string;
  /** In the order of the source, from 1. */
  @Column({ type: 'smallint' })
  position!: number;
}

@Entity('partnership_foreign_authority')
@Check('partnership_foreign_authority_kind_check', `kind IS NOT NULL`)
@Index('partnership_foreign_authority_foreign_authority_id', ['foreignAuthorityId'])
export class PartnershipForeignAuthorityEntity {
  @PrimaryColumn({ type: 'uuid' })
  @ForeignKey(() => PartnershipEntity, { name: 'partnership_foreign_authority_partnership_id_fkey' })
  partnershipId!: string;
  @PrimaryColumn({ type: 'uuid' })
  foreignAuthorityId!: string;
  /** The middle of the key `MG:REGION:Melaky`. */
  @Column({ type: 'text' })
  kind!: string;
  /** In the order of the source, from 1. */
  @Column({ type: 'smallint' })
  position!: number;
}

/**
 * What filters of partnerships need to know of the French authorities: a copy of what the feed of the authorities says
 * of all of them.
 */
@Entity('french_authority')
@Check('french_authority_kind_check', `kind IS NOT NULL`)
export class FrenchAuthorityEntity {
  @PrimaryColumn({ type: 'uuid' })
  authorityId!: string;
  @Column({ type: 'text' })
  kind!: string;
  @Column({ type: 'text', nullable: true })
  inseeCode!: string | null;
  @Column({ type: 'text', nullable: true })
  siren!: string | null;
  @Column({ type: 'text', nullable: true })
  departmentCode!: string | null;
  @Column({ type: 'text', nullable: true })
  regionCode!: string | null;
  @Column({ type: 'integer', nullable: true })
  population!: number | null;
  /** As it is put into the search text of partnerships when they are written. */
  @Column({ type: 'text', nullable: true })
  name!: string | null;
}
