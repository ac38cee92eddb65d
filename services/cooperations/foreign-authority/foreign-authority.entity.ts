import { Check, Column, Entity, PrimaryColumn } from 'typeorm';

/**
 * Snapshot of the authorities abroad, which publish requests and are partners. The authorities subgraph owns them; a
 * test compares.
 */
@Entity('foreign_authority')
@Check('foreign_authority_names_check', `cardinality(names) > 0`)
export class ForeignAuthorityEntity {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;
  @Column({ type: 'text' })
  countryCode!: string;
  /** Second part of the key: `REGION` of `MG:REGION:Melaky`. */
  @Column({ type: 'text', nullable: true })
  kind!: string | null;
  /** Main name first. */
  @Column({ type: 'text', array: true })
  names!: string[];
}
