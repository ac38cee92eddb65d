import { FactColumns } from '#kernel/graphql';
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { AuthorityEntity } from '../authority/authority.entity.js';

@Entity('former_name')
@Index('former_name_authority_id', { synchronize: false })
@Index('former_name_siren', { synchronize: false })
@Check('former_name_kind_check', `kind IN ('FORMER_NAME', 'PREDECESSOR')`)
@Check('former_name_siren_check', `siren ~ '^[0-9]{9}$'`)
@Check('former_name_dates_ordered', `valid_to >= valid_from`)
@Check(
  'former_name_confidence_check',
  `confidence IN ('CONFIRMED', 'CORROBORATED', 'STATED', 'TO_CONFIRM', 'GENERAL_KNOWLEDGE', 'DERIVED', 'ILLUSTRATIVE')`,
)
export class FormerNameEntity extends FactColumns {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;
  /** Authority of today. */
  @ForeignKey(() => AuthorityEntity, { name: 'former_name_authority_id_fkey' })
  @Column({ type: 'uuid' })
  authorityId!: string;
  /** Whether the authority itself had the name, or a body that it replaced or absorbed. */
  @Column({ type: 'text' })
  kind!: 'FORMER_NAME' | 'PREDECESSOR';
  @Column({ type: 'text' })
  name!: string;
  @Column({ type: 'text', nullable: true })
  inseeCode!: string | null;
  @Column({ type: 'text', nullable: true })
  siren!: string | null;
  @Column({ type: 'text', nullable: true })
  validFrom!: string | null;
  /** Last day. */
  @Column({ type: 'text', nullable: true })
  validTo!: string | null;
  /** First year on whose 1 January the source has it; null where a day is known, or where the source begins with it. */
  @Column({ type: 'text', nullable: true })
  firstSeen!: string | null;
  /** Last year on whose 1 January the source has it; null where the last day is known. */
  @Column({ type: 'text', nullable: true })
  lastSeen!: string | null;
}
