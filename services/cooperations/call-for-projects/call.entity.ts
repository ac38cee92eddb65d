import { FactColumns, EditableFactColumns, type SourceConflict } from '#kernel/graphql';
import { Check, Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';

@Entity('call_for_projects')
@Check('call_for_projects_confidence_check', `confidence IS NOT NULL`)
@Check('call_for_projects_kind_check', `kind IS NOT NULL`)
@Check('call_for_projects_dates_ordered', `opens_on <= closes_on`)
@Check('call_for_projects_laureates_count_check', `laureates_count <= applications`)
@Check('call_for_projects_amounts_check', `applications >= 0`)
@Check('call_for_projects_months_ordered', `minimum_months <= maximum_months`)
@Index('call_for_projects_country_codes', { synchronize: false })
@Index('call_for_projects_theme_codes', { synchronize: false })
export class CallForProjectsEntity extends EditableFactColumns {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;
  @Column({ type: 'text', unique: true })
  code!: string;
  @Column({ type: 'text' })
  nameFr!: string;
  @Column({ type: 'text', nullable: true })
  nameEn!: string | null;
  @Column({ type: 'text' })
  kind!: 'GENERAL' | 'TURNKEY' | 'THEMATIC' | 'JOINT_GEOGRAPHIC' | 'LABEL_SESSION';
  /** Empty: any country, or none for a label session. */
  @Column({ type: 'text', array: true })
  countryCodes!: string[];
  /** Empty: any theme for a general call, not stated by the source for the others. */
  @Column({ type: 'text', array: true })
  themeCodes!: string[];
  @Column({ type: 'date', nullable: true })
  opensOn!: string | null;
  /** Last valid day, Europe/Paris. */
  @Column({ type: 'date', nullable: true })
  closesOn!: string | null;
  @Column({ type: 'date', nullable: true })
  resultsOn!: string | null;
  @Column({ type: 'smallint', nullable: true })
  maxCofinancingLeastDevelopedPercent!: number | null;
  @Column({ type: 'smallint', nullable: true })
  maxCofinancingOtherPercent!: number | null;
  @Column({ type: 'smallint', nullable: true })
  minimumFrenchAuthorities!: number | null;
  @Column({ type: 'smallint', nullable: true })
  minimumMonths!: number | null;
  @Column({ type: 'smallint', nullable: true })
  maximumMonths!: number | null;
  @Column({ type: 'text', nullable: true })
  applicants!: string | null;
  @Column({ type: 'integer', nullable: true })
  applications!: number | null;
  @Column({ type: 'integer', nullable: true })
  laureatesCount!: number | null;
  @Column({ type: 'integer', nullable: true })
  grantEur!: number | null;
  @Column({ type: 'integer', nullable: true })
  totalBudgetEur!: number | null;
  @Column({ type: 'jsonb' })
  conflicts!: SourceConflict[];
  @Column({ type: 'text', nullable: true })
  note!: string | null;
  /** Names, normalised for text search. */
  @Column({ type: 'text' })
  searchText!: string;
}

@Entity('campaign')
@Check('campaign_confidence_check', `confidence IS NOT NULL`)
@Unique('campaign_year_key', ['year'], { deferrable: 'INITIALLY DEFERRED' })
@Check('campaign_laureates_count_check', `laureates_count <= applications`)
export class CampaignEntity extends FactColumns {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;
  @Column({ type: 'text', unique: true })
  code!: string;
  @Column({ type: 'integer' })
  year!: number;
  @Column({ type: 'text' })
  nameFr!: string;
  @Column({ type: 'text', nullable: true })
  nameEn!: string | null;
  @Column({ type: 'integer', nullable: true })
  callsCount!: number | null;
  @Column({ type: 'integer', nullable: true })
  applications!: number | null;
  @Column({ type: 'integer', nullable: true })
  laureatesCount!: number | null;
  @Column({ type: 'date', nullable: true })
  decisionOn!: string | null;
  @Column({ type: 'jsonb' })
  conflicts!: SourceConflict[];
  @Column({ type: 'text', nullable: true })
  note!: string | null;
}
