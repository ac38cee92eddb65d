import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A French authority that was closed: a copy of what the feed of the authorities says. */
@Entity('closed_authority')
@Index('closed_authority_successor_id', ['successorId'])
export class ClosedAuthorityEntity {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;
  /** Year, month or day from which on it no longer exists. */
  @Column({ type: 'text' })
  validTo!: string;
  /** Who took over; null when nobody did. */
  @Column({ type: 'uuid', nullable: true })
  successorId!: string | null;
}
