import { Check, Column, Entity, PrimaryColumn } from 'typeorm';

/** Copy of the authorities abroad, which publish requests and are partners. The authorities subgraph owns them. */
@Entity('foreign_authority')
@Check('foreign_authority_names_check', `cardinality(names) > 0`)
export class ForeignAuthorityEntity {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;
  @Column({ type: 'text' })
  countryCode!: string;
  @Column({ type: 'text', nullable: true })
  kind!: string | null;
  /** Main name first. */
  @Column({ type: 'text', array: true })
  names!: string[];
  /** Authority that stands for this one since both were merged; triggers write it wherever this one is written. */
  @Column({ type: 'uuid', nullable: true })
  mergedIntoId!: string | null;
}
