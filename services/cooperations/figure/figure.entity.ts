import { FactColumns } from '#kernel/graphql';
import { Check, Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('figure')
@Check('figure_confidence_check', `confidence IS NOT NULL`)
export class FigureEntity extends FactColumns {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;
  @Column({ type: 'text' })
  nameFr!: string;
  @Column({ type: 'text' })
  nameEn!: string;
  @Column({ type: 'jsonb' })
  values!: { labelFr: string; labelEn: string; value: number }[];
  @Column({ type: 'text', nullable: true })
  note!: string | null;
  /** Names, normalised for text search. */
  @Column({ type: 'text' })
  searchText!: string;
}
