import { EditableFactColumns } from '#kernel/graphql';
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { ThemeEntity } from '../theme/theme.entity.js';

// Names of checks, foreign keys and indexes tell TypeORM that they belong to the table; the migration has their SQL.

@Entity('expertise')
@Check('expertise_basis_check', `basis IN ('LABELLED', 'DECLARED', 'EVIDENCED')`)
@Check(
  'expertise_mobilisation_modes_check',
  `mobilisation_modes <@ ARRAY['SHORT_MISSION', 'LONG_MISSION', 'REMOTE', 'HOSTING']`,
)
@Check('expertise_authority_country_codes_check', `authority_country_codes @> country_codes`)
@Check('expertise_evidence_ids_check', `basis <> 'EVIDENCED' OR cardinality(evidence_ids) > 0`)
@Check(
  'expertise_confidence_check',
  `confidence IN ('CONFIRMED', 'GENERAL_KNOWLEDGE', 'DERIVED', 'ILLUSTRATIVE', 'DECLARED')`,
)
@ForeignKey(() => ThemeEntity, ['themeCode'], ['code'], { name: 'expertise_theme_code_fkey' })
@Index('expertise_title', { synchronize: false })
@Index('expertise_theme_code', { synchronize: false })
@Index('expertise_country_codes', { synchronize: false })
@Index('expertise_evidence_ids', { synchronize: false })
export class ExpertiseEntity extends EditableFactColumns {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;
  @Column({ type: 'uuid' })
  authorityId!: string;
  @Column({ type: 'text' })
  themeCode!: string;
  @Column({ type: 'text' })
  titleFr!: string;
  @Column({ type: 'text', nullable: true })
  titleEn!: string | null;
  @Column({ type: 'text', nullable: true })
  descriptionFr!: string | null;
  @Column({ type: 'text', nullable: true })
  descriptionEn!: string | null;
  /** Basis without a label in force. */
  @Column({ type: 'text' })
  basis!: 'LABELLED' | 'DECLARED' | 'EVIDENCED';
  /** ISO 639-1; null: not published. */
  @Column({ type: 'text', array: true, nullable: true })
  languages!: string[] | null;
  /** Null: not published. */
  @Column({ type: 'text', array: true, nullable: true })
  mobilisationModes!: string[] | null;
  @Column({ type: 'text', nullable: true })
  mobilisationTermsFr!: string | null;
  @Column({ type: 'text', nullable: true })
  mobilisationTermsEn!: string | null;
  /** Countries of the evidence, or those that the authority declares. */
  @Column({ type: 'text', array: true })
  countryCodes!: string[];
  /** Countries of all partnerships of the authority, in any theme, and those of the expertise. */
  @Column({ type: 'text', array: true })
  authorityCountryCodes!: string[];
  /** Partnerships that are evidence of the expertise. */
  @Column({ type: 'uuid', array: true })
  evidenceIds!: string[];
  /** Titles, normalised for text search. */
  @Column({ type: 'text' })
  searchText!: string;
  /** Day on which its authority withdrew it. */
  @Column({ type: 'date', nullable: true })
  withdrawnOn!: string | null;
}
