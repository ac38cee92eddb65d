import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What a client has spent in its minute at all gateways. */
@Entity('spent_budget')
export class SpentBudgetEntity {
  /** Hash of a partner, a person or an address, which the gateways make. */
  @PrimaryColumn({ type: 'text' })
  client!: string;
  @Column({ type: 'timestamptz' })
  endsAt!: Date;
  @Column({ type: 'bigint' })
  spent!: string;
}
