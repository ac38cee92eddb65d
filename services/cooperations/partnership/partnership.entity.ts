import { Confidence, EditableFactColumns, type SourceConflict } from '#kernel/graphql';
import type { PartnershipAmount, PartnershipDocument } from './partnership-parts.type.js';
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

// Names of checks, foreign keys and indexes tell TypeORM that they belong to the table; the migration has their SQL.

@Entity('partnership')
@Check('partnership_confidence_check', `confidence IS NOT NULL`)
@Check('partnership_country_code_check', `country_code <> 'FR'`)
@Check('partnership_country_codes_check', `country_codes[1] = country_code`)
@Check('partnership_start_partial_check', `start_year IS NOT NULL`)
@Check('partnership_signed_partial_check', `signed_on IS NULL`)
@Check('partnership_end_partial_check', `end_date IS NULL`)
@Check('partnership_kind_check', `kind IS NOT NULL`)
@Check('partnership_status_in_source_check', `status_in_source IS NOT NULL`)
@Check('partnership_start_year_confidence_check', `start_year_confidence IS NOT NULL`)
@Check('partnership_historical_french_name_until_check', `historical_french_name IS NOT NULL`)
@Check('partnership_start_year_known', `start_year IS NOT NULL`)
@Check('partnership_dates_ordered', `signed_on <= end_date`)
@Check('partnership_dac_sector_code_check', `dac_sector_code IS NOT NULL`)
@Index('partnership_confidence', ['confidence', 'id'])
@Check('partnership_amount_eur_check', `funder IS NOT NULL`)
@Index('partnership_country', { synchronize: false })
@Index('partnership_country_codes', { synchronize: false })
@Index('partnership_theme_codes', { synchronize: false })
export class PartnershipEntity extends EditableFactColumns {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;
  @Column({ type: 'text', nullable: true })
  titleFr!: string | null;
  @Column({ type: 'text', nullable: true })
  titleEn!: string | null;
  @Column({ type: 'text' })
  kind!: 'TWINNING' | 'COOPERATION' | 'FRIENDSHIP' | 'PROJECT' | 'CONTACT' | 'UNKNOWN';
  @Column({ type: 'text' })
  countryCode!: string;
  /** Countries of all foreign partners, that of the lead partner first. */
  @Column({ type: 'text', array: true })
  countryCodes!: string[];
  /** By priority; empty: the source does not classify the partnership. */
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
  /** The start to the month or day; null where the year alone is known. */
  @Column({ type: 'text', nullable: true })
  startPartial!: string | null;
  @Column({ type: 'date', nullable: true })
  signedOn!: string | null;
  /** The signature to the year or month; null where its day is known. */
  @Column({ type: 'text', nullable: true })
  signedPartial!: string | null;
  @Column({ type: 'date', nullable: true })
  endDate!: string | null;
  /** The end to the year or month; null where its day is known. */
  @Column({ type: 'text', nullable: true })
  endPartial!: string | null;
  /** Status in the source; not rewritten when the end date has passed. */
  @Column({ type: 'text' })
  statusInSource!: 'UNDER_NEGOTIATION' | 'ONGOING' | 'ENDED' | 'SUSPENDED' | 'UNKNOWN';
  /** Amount that the funder granted, in euros; null when not known. */
  @Column({ type: 'integer', nullable: true })
  amountEur!: number | null;
  @Column({ type: 'text', nullable: true })
  funder!: string | null;
  @Column({ type: 'date', nullable: true })
  grantedOn!: string | null;
  /** Amounts that sources state, in their currencies. */
  @Column({ type: 'jsonb' })
  amounts!: PartnershipAmount[];
  @Column({ type: 'jsonb' })
  documents!: PartnershipDocument[];
  /** Purpose code of the OECD, five digits; null when no source gives one. */
  @Column({ type: 'text', nullable: true })
  dacSectorCode!: string | null;
  @Column({ type: 'jsonb' })
  conflicts!: SourceConflict[];
  @Column({ type: 'text', nullable: true })
  note!: string | null;
  /** Titles and names of the partners, normalised for text search. */
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
  /** Order in the source, from 1. */
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
  /** Second part of the key: `REGION` of `MG:REGION:Melaky`. */
  @Column({ type: 'text' })
  kind!: string;
  /** Order in the source, from 1. */
  @Column({ type: 'smallint' })
  position!: number;
}

/** Replicated reference table of the French authorities, with the columns that filters of partnerships need. */
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
  /** Name, part of the search text of partnerships when they are written. */
  @Column({ type: 'text', nullable: true })
  name!: string | null;
}
