import { Check, Column, Entity, PrimaryColumn } from 'typeorm';

/** Who can publish a request or be a partner: a snapshot of what that needs. The authorities subgraph owns them, and a test compares. */
@Entity('foreign_authority')
@Check('foreign_authority_names_check', `cardinality(names) > 0`)
export class ForeignAuthorityEntity {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;
  @Column({ type: 'text' })
  countryCode!: string;
  /** The middle of the key `MG:REGION:Melaky`. */
  @Column({ type: 'text', nullable: true })
  kind!: string | null;
  /** The first one is its name. */
  @Column({ type: 'text', array: true })
  names!: string[];
}
