import { EditableFactColumns } from '#kernel/graphql';
import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';

@Entity('country_group')
@Check('country_group_country_codes_check', `cardinality(country_codes) > 0`)
@Check('country_group_status_check', `status IN ('ACTIVE_EVIDENCE', 'LISTED')`)
@Check(
  'country_group_confidence_check',
  `confidence IN ('CONFIRMED', 'GENERAL_KNOWLEDGE', 'DERIVED', 'ILLUSTRATIVE')`,
)
@Index('country_group_country_codes', { synchronize: false })
export class CountryGroupEntity extends EditableFactColumns {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;
  @Column({ type: 'text', unique: true })
  code!: string;
  @Column({ type: 'text' })
  nameFr!: string;
  @Column({ type: 'text' })
  nameEn!: string;
  @Column({ type: 'text', array: true })
  countryCodes!: string[];
  /** Year, month or day, as precise as the source. */
  @Column({ type: 'text', nullable: true })
  createdOn!: string | null;
  @Column({ type: 'date', nullable: true })
  lastActivityOn!: string | null;
  @Column({ type: 'text' })
  status!: 'ACTIVE_EVIDENCE' | 'LISTED';
  /** Last day of the group; null: not closed, as far as is known. */
  @Column({ type: 'date', nullable: true })
  closedOn!: string | null;
  /** Role mailbox, not that of a named person. */
  @Column({ type: 'text', nullable: true })
  contact!: string | null;
  @Column({ type: 'text', nullable: true })
  website!: string | null;
  @Column({ type: 'text', nullable: true })
  note!: string | null;
  /** Names and codes of the group and of its countries, normalised for text search. */
  @Column({ type: 'text' })
  searchText!: string;
}
