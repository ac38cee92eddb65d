import { Column, Entity, PrimaryColumn, Unique } from 'typeorm';

/** Organisation whose programs use this graph with API keys. */
@Entity('partner')
@Unique('partner_name_key', ['name'])
export class PartnerEntity {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;
  @Column({ type: 'text' })
  name!: string;
  @Column({ type: 'timestamptz', default: () => 'now()' })
  createdAt!: Date;
  @Column({ type: 'timestamptz', default: () => 'now()' })
  updatedAt!: Date;
  @Column({ type: 'int', default: 0 })
  version!: number;
}
