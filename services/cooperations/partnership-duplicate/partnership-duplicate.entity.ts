import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { PartnershipEntity } from '../partnership/partnership.entity.js';

/** Id of a partnership that was joined into another. */
@Entity('partnership_alias')
export class PartnershipAliasEntity {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;
  @Column({ type: 'uuid' })
  @ForeignKey(() => PartnershipEntity, { name: 'partnership_alias_partnership_id_fkey' })
  @Index('partnership_alias_partnership_id')
  partnershipId!: string;
}

/** What was decided on two partnerships that could be one. */
@Entity('partnership_pair_decision')
@Check('partnership_pair_decision_order', `first_id < second_id`)
@Check('partnership_pair_decision_decision_check', `decision IS NOT NULL`)
export class PartnershipPairDecisionEntity {
  @PrimaryColumn({ type: 'uuid' })
  firstId!: string;
  @PrimaryColumn({ type: 'uuid' })
  @Index('partnership_pair_decision_second_id')
  secondId!: string;
  @Column({ type: 'text' })
  decision!: 'JOIN' | 'KEEP_APART';
  /** Opaque id of the person; not public. */
  @Column({ type: 'text' })
  decidedBy!: string;
  @Column({ type: 'timestamptz', default: () => 'now()' })
  decidedAt!: Date;
  @Column({ type: 'uuid', nullable: true })
  @Index('partnership_pair_decision_import_id')
  importId!: string | null;
}
