import { FactColumns } from '#kernel/graphql';
import { Check, Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { AuthorityEntity } from '../authority/authority.entity.js';

@Entity('name_ambiguity')
@Check('name_ambiguity_candidate_ids_check', `cardinality(candidate_ids) > 1`)
@Check('name_ambiguity_chosen_id_check', `chosen_id = ANY (candidate_ids)`)
@Check(
  'name_ambiguity_confidence_check',
  `confidence IN ('CONFIRMED', 'GENERAL_KNOWLEDGE', 'DERIVED', 'ILLUSTRATIVE')`,
)
export class NameAmbiguityEntity extends FactColumns {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;
  @Column({ type: 'text' })
  mention!: string;
  @Column({ type: 'uuid', array: true })
  candidateIds!: string[];
  @ForeignKey(() => AuthorityEntity, { name: 'name_ambiguity_chosen_id_fkey' })
  @Column({ type: 'uuid', nullable: true })
  chosenId!: string | null;
  @Column({ type: 'text' })
  why!: string;
}
