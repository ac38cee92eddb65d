import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Copy of an authority abroad, which the authorities subgraph owns. */
@Entity('foreign_authority')
export class ForeignAuthorityEntity {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;
  @Column({ type: 'text' })
  name!: string;
  @Column({ type: 'text' })
  countryCode!: string;
  /** Authority that stands for this one since both were merged. */
  @Column({ type: 'uuid', nullable: true })
  mergedIntoId!: string | null;
}
