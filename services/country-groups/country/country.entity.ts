import { FactColumns } from '#kernel/graphql';
import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';

@Entity('country')
@Check('country_code_check', `code ~ '^[A-Z]{2}$'`)
@Check('country_alpha3_check', `alpha3 ~ '^[A-Z]{3}$'`)
@Check('country_numeric_code_check', `numeric_code ~ '^[0-9]{3}$'`)
@Check(
  'country_confidence_check',
  `confidence IN ('CONFIRMED', 'GENERAL_KNOWLEDGE', 'DERIVED', 'ILLUSTRATIVE')`,
)
@Index('country_search_names', { synchronize: false })
export class CountryEntity extends FactColumns {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;
  @Column({ type: 'text', unique: true })
  code!: string;
  @Column({ type: 'text', unique: true, name: 'alpha3' })
  alpha3!: string;
  /** Null for Kosovo, which is not in ISO 3166-1. */
  @Column({ type: 'text', unique: true, nullable: true })
  numericCode!: string | null;
  @Column({ type: 'text' })
  nameFr!: string;
  @Column({ type: 'text' })
  nameEn!: string;
  @Column({ type: 'text', array: true })
  aliases!: string[];
  /** United Nations M49 region; null for Antarctica and Taiwan, which have none. */
  @Column({ type: 'text', nullable: true })
  region!: string | null;
  @Column({ type: 'text', nullable: true })
  subRegion!: string | null;
  @Column({ type: 'boolean', name: 'least_developed' })
  isLeastDeveloped!: boolean;
  /** Date of the United Nations list. */
  @Column({ type: 'date' })
  leastDevelopedAsOf!: string;
  /** Names, aliases and codes, normalised by `foldText`; no two countries share one. */
  @Column({ type: 'text', array: true })
  searchNames!: string[];
  /** Names, aliases and codes, joined by `searchText` for text search. */
  @Column({ type: 'text' })
  searchText!: string;
}
