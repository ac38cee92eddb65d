import { EditableFactColumns } from '#kernel/graphql';
import { Check, Column, Entity, Exclusion, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { CountryGroupEntity } from '../country-group/country-group.entity.js';

@Entity('country_group_term')
@Check('country_group_term_role_check', `role IN ('PRESIDENT', 'FORMER_PRESIDENT', 'CHAIR', 'REFERENT')`)
@Check(
  'country_group_term_confidence_check',
  `confidence IN ('CONFIRMED', 'GENERAL_KNOWLEDGE', 'DERIVED', 'ILLUSTRATIVE')`,
)
@ForeignKey(() => CountryGroupEntity, ['groupCode'], ['code'], { name: 'country_group_term_group_code_fkey' })
@Index('country_group_term_group_code', { synchronize: false })
@Index('country_group_term_authority_id', { synchronize: false })
@Check('country_group_term_dates_ordered', `starts_on <= ends_on`)
@Check('country_group_term_seen_within', `seen_on IS NOT NULL`)
@Exclusion(
  'country_group_term_one_presidency',
  `USING gist (group_code WITH =, held_days(starts_on, ends_on, seen_on) WITH &&) WHERE (role = 'PRESIDENT')`,
)
export class CountryGroupTermEntity extends EditableFactColumns {
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
  /** Date at which a source shows the person in the role: year, month or day, as precise as the source. */
  @Column({ type: 'text', nullable: true })
  seenOn!: string | null;
  @Column({ type: 'date', nullable: true })
  startsOn!: string | null;
  /** Null: not known; a term with a first day is then current. */
  @Column({ type: 'date', nullable: true })
  endsOn!: string | null;
}
