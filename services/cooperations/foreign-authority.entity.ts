import { Check, Column, Entity, PrimaryColumn } from 'typeorm';

/** Who can publish a request: a snapshot of what that needs. The authorities subgraph owns them, and a test compares. */
@Entity('foreign_authority')
@Check('foreign_authority_names_check', `cardinality(names) > 0`)
export class ForeignAuthorityEntity {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;
  @Column({ type: 'text' })
  countryCode!: string;
  /** The first one is its name. */
  @Column({ type: 'text', array: true })
  names!: string[];
}
