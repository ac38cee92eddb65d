import { EditableFactColumns } from '#kernel/graphql';
import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';

@Entity('resource')
@Check('resource_kind_check', `kind IN ('TEXT', 'PHOTO', 'AUDIO', 'VIDEO')`)
@Check('resource_language_check', `language ~ '^[a-z]{2}$'`)
@Check(
  'resource_confidence_check',
  `confidence IN ('CONFIRMED', 'GENERAL_KNOWLEDGE', 'DERIVED', 'ILLUSTRATIVE')`,
)
@Index('resource_theme_codes', { synchronize: false })
@Index('resource_country_codes', { synchronize: false })
@Index('resource_country_group_code', { synchronize: false })
export class ResourceEntity extends EditableFactColumns {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;
  @Column({ type: 'text' })
  kind!: string;
  @Column({ type: 'text' })
  titleFr!: string;
  @Column({ type: 'text', nullable: true })
  titleEn!: string | null;
  /** ISO 639-1. */
  @Column({ type: 'text', name: 'language' })
  contentLanguage!: string;
  /** Year, month or day, as precise as the source. */
  @Column({ type: 'text', nullable: true })
  date!: string | null;
  @Column({ type: 'text' })
  url!: string;
  @Column({ type: 'text', nullable: true })
  licence!: string | null;
  @Column({ type: 'text', array: true })
  themeCodes!: string[];
  @Column({ type: 'text', array: true })
  countryCodes!: string[];
  /** Country group whose managers may write it; null: administrators only. */
  @Column({ type: 'text', nullable: true })
  countryGroupCode!: string | null;
  /** Set: it appears in no list. */
  @Column({ type: 'timestamptz', nullable: true })
  withdrawnAt!: Date | null;
  @Column({ type: 'text', nullable: true })
  note!: string | null;
  /** Titles, normalised for text search. */
  @Column({ type: 'text' })
  searchText!: string;
}
