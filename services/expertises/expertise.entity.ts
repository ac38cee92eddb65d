import { FactColumns } from '#kernel';
import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('expertise')
export class ExpertiseEntity extends FactColumns {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;
  @Column({ type: 'uuid' })
  authorityId!: string;
  @Column({ type: 'text' })
  themeCode!: string;
  @Column({ type: 'text' })
  titleFr!: string;
  @Column({ type: 'text', nullable: true })
  titleEn!: string | null;
  @Column({ type: 'text', nullable: true })
  descriptionFr!: string | null;
  @Column({ type: 'text', nullable: true })
  descriptionEn!: string | null;
  @Column({ type: 'text' })
  basis!: 'LABELLED' | 'DECLARED' | 'EVIDENCED';
  /** ISO 639-1; null: not published. */
  @Column({ type: 'text', array: true, nullable: true })
  languages!: string[] | null;
  /** Null: not published. */
  @Column({ type: 'text', array: true, nullable: true })
  mobilisationModes!: string[] | null;
  @Column({ type: 'text', nullable: true })
  mobilisationTermsFr!: string | null;
  @Column({ type: 'text', nullable: true })
  mobilisationTermsEn!: string | null;
  /** Countries of the evidence. */
  @Column({ type: 'text', array: true })
  countryCodes!: string[];
  /** Countries in which the authority has a partnership, whatever its theme. */
  @Column({ type: 'text', array: true })
  authorityCountryCodes!: string[];
  /** Partnerships that show the expertise. */
  @Column({ type: 'uuid', array: true })
  evidenceIds!: string[];
  /** Its titles, folded as search compares them. */
  @Column({ type: 'text' })
  searchText!: string;
}
