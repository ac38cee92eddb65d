import { FactColumns } from '#kernel';
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

@Entity('country_group')
@Check('country_group_country_codes_check', `cardinality(country_codes) > 0`)
@Check('country_group_status_check', `status IN ('ACTIVE_EVIDENCE', 'LISTED')`)
@Check('country_group_confidence_check', `confidence IN ('CONFIRMED', 'GENERAL_KNOWLEDGE', 'DERIVED', 'ILLUSTRATIVE')`)
@Index('country_group_country_codes', { synchronize: false })
export class CountryGroupEntity extends FactColumns {
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
  /** A role mailbox, never a person's. */
  @Column({ type: 'text', nullable: true })
  contact!: string | null;
  @Column({ type: 'text', nullable: true })
  note!: string | null;
  /** Names of the group and of its countries, as search compares them. */
  @Column({ type: 'text' })
  searchText!: string;
}

@Entity('country_group_term')
@Check('country_group_term_role_check', `role IN ('PRESIDENT', 'FORMER_PRESIDENT', 'CHAIR', 'REFERENT')`)
@Check('country_group_term_confidence_check', `confidence IN ('CONFIRMED', 'GENERAL_KNOWLEDGE', 'DERIVED', 'ILLUSTRATIVE')`)
@ForeignKey(() => CountryGroupEntity, ['groupCode'], ['code'], { name: 'country_group_term_group_code_fkey' })
@Index('country_group_term_group_code', { synchronize: false })
@Index('country_group_term_authority_id', { synchronize: false })
@Index('country_group_term_one_presidency', { synchronize: false })
export class CountryGroupTermEntity extends FactColumns {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;
  @Column({ type: 'text' })
  groupCode!: string;
  @Column({ type: 'text' })
  person!: string;
  @Column({ type: 'text' })
  role!: 'PRESIDENT' | 'FORMER_PRESIDENT' | 'CHAIR' | 'REFERENT';
  @Column({ type: 'text', nullable: true })
  roleText!: string | null;
  @Column({ type: 'uuid', nullable: true })
  authorityId!: string | null;
  /** When a source saw the person in that role, as precise as the source. */
  @Column({ type: 'text', nullable: true })
  seenOn!: string | null;
}
