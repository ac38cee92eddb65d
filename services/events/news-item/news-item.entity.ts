import { EditableFactColumns } from '#kernel/graphql';
import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';

export interface AttachedDocument {
  title: string;
  url: string;
}

@Entity('news_item')
@Check(
  'news_item_confidence_check',
  `confidence IN ('CONFIRMED', 'GENERAL_KNOWLEDGE', 'DERIVED', 'ILLUSTRATIVE')`,
)
@Index('news_item_theme_codes', { synchronize: false })
@Index('news_item_country_codes', { synchronize: false })
@Index('news_item_country_group_code', { synchronize: false })
export class NewsItemEntity extends EditableFactColumns {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;
  @Column({ type: 'text' })
  titleFr!: string;
  @Column({ type: 'text', nullable: true })
  titleEn!: string | null;
  /** Year, month or day, as precise as the source; null when the page shows no date. */
  @Column({ type: 'text', nullable: true })
  publishedOn!: string | null;
  @Column({ type: 'text', nullable: true })
  bodyFr!: string | null;
  @Column({ type: 'text', nullable: true })
  bodyEn!: string | null;
  @Column({ type: 'text' })
  url!: string;
  @Column({ type: 'text', array: true })
  themeCodes!: string[];
  @Column({ type: 'text', array: true })
  countryCodes!: string[];
  @Column({ type: 'jsonb' })
  documents!: AttachedDocument[];
  /** Country group whose managers may write it; null: administrators only. */
  @Column({ type: 'text', nullable: true })
  countryGroupCode!: string | null;
  /** Set: it appears in no list. */
  @Column({ type: 'timestamptz', nullable: true })
  withdrawnAt!: Date | null;
  @Column({ type: 'text', nullable: true })
  note!: string | null;
  /** Titles and bodies, normalised for text search. */
  @Column({ type: 'text' })
  searchText!: string;
}
