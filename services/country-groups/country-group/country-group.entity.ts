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
  /** As precise as its source: a year, a month or a day. */
  @Column({ type: 'text', nullable: true })
  createdOn!: string | null;
  @Column({ type: 'date', nullable: true })
  lastActivityOn!: string | null;
  @Column({ type: 'text' })
  status!: 'ACTIVE_EVIDENCE' | 'LISTED';
  /** Null: it is at work, or nobody has said otherwise here. */
  @Column({ type: 'date', nullable: true })
  closedOn!: string | null;
  /** A role mailbox, never a person's. */
  @Column({ type: 'text', nullable: true })
  contact!: string | null;
  @Column({ type: 'text', nullable: true })
  note!: string | null;
  /** Names and codes of the group and of its countries, as search compares them. */
  @Column({ type: 'text' })
  searchText!: string;
}
