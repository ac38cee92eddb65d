import { FactColumns } from '#kernel';
import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('theme')
export class ThemeEntity extends FactColumns {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;
  @Column({ type: 'text', unique: true })
  code!: string;
  @Column({ type: 'text', nullable: true })
  parentCode!: string | null;
  @Column({ type: 'smallint' })
  level!: number;
  @Column({ type: 'text' })
  nameFr!: string;
  @Column({ type: 'text' })
  nameEn!: string;
  /** From the head of the tree down to the theme itself. */
  @Column({ type: 'text', array: true })
  pathCodes!: string[];
  /** The theme and all below it. */
  @Column({ type: 'text', array: true })
  subtreeCodes!: string[];
  @Column({ type: 'text', array: true })
  dacCodes!: string[];
  @Column({ type: 'smallint', array: true })
  goalCodes!: number[];
  @Column({ type: 'text', nullable: true })
  mappingNote!: string | null;
  /** Its names, folded as search compares them. */
  @Column({ type: 'text' })
  searchText!: string;
}

@Entity('dac_sector')
export class DacSectorEntity extends FactColumns {
  @PrimaryColumn({ type: 'text' })
  code!: string;
  @Column({ type: 'text', nullable: true })
  nameFr!: string | null;
  @Column({ type: 'text' })
  nameEn!: string;
  @Column({ type: 'text' })
  status!: 'ACTIVE' | 'WITHDRAWN';
}

@Entity('sustainable_development_goal')
export class SustainableDevelopmentGoalEntity extends FactColumns {
  @PrimaryColumn({ type: 'smallint' })
  code!: number;
  @Column({ type: 'text' })
  nameFr!: string;
  @Column({ type: 'text' })
  nameEn!: string;
}
