import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** Closed French authority: a row of the reference table replicated from the authorities subgraph. */
@Entity('closed_authority')
@Index('closed_authority_successor_id', ['successorId'])
export class ClosedAuthorityEntity {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;
  /** Year, month or day from which it no longer exists. */
  @Column({ type: 'text' })
  validTo!: string;
  /** Successor; null when there is none. */
  @Column({ type: 'uuid', nullable: true })
  successorId!: string | null;
}
