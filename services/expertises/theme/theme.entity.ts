import { FactColumns } from '#kernel/graphql';
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

// Names of checks, foreign keys and indexes tell TypeORM that they belong to the table; the migration has their SQL.

@Entity('theme')
@Check('theme_level_check', `level BETWEEN 1 AND 3`)
@Check('theme_path_codes_check', `cardinality(path_codes) = level AND path_codes[level] = code`)
@Check('theme_parent_code_check', `(level = 1) = (parent_code IS NULL)`)
@Check(
  'theme_confidence_check',
  `confidence IN ('CONFIRMED', 'GENERAL_KNOWLEDGE', 'DERIVED', 'ILLUSTRATIVE')`,
)
@ForeignKey(() => ThemeEntity, ['parentCode'], ['code'], {
  name: 'theme_parent_code_fkey',
  deferrable: 'INITIALLY DEFERRED',
})
@Index('theme_parent_code', { synchronize: false })
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
  /** Codes from the head of the tree down to the theme itself. */
  @Column({ type: 'text', array: true })
  pathCodes!: string[];
  /** Codes of the theme and of all themes below it. */
  @Column({ type: 'text', array: true })
  subtreeCodes!: string[];
  @Column({ type: 'text', array: true })
  dacCodes!: string[];
  @Column({ type: 'smallint', array: true })
  goalCodes!: number[];
  @Column({ type: 'text', nullable: true })
  mappingNote!: string | null;
  /** Names, normalised for text search. */
  @Column({ type: 'text' })
  searchText!: string;
}

@Entity('dac_sector')
@Check('dac_sector_code_check', `code ~ '^[0-9]{5}$'`)
@Check('dac_sector_status_check', `status IN ('ACTIVE', 'WITHDRAWN')`)
@Check(
  'dac_sector_confidence_check',
  `confidence IN ('CONFIRMED', 'GENERAL_KNOWLEDGE', 'DERIVED', 'ILLUSTRATIVE')`,
)
export class DacSectorEntity extends FactColumns {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;
  @Column({ type: 'text', unique: true })
  code!: string;
  @Column({ type: 'text', nullable: true })
  nameFr!: string | null;
  @Column({ type: 'text' })
  nameEn!: string;
  @Column({ type: 'text' })
  status!: 'ACTIVE' | 'WITHDRAWN';
}

@Entity('sustainable_development_goal')
@Check('sustainable_development_goal_code_check', `code BETWEEN 1 AND 17`)
@Check(
  'sustainable_development_goal_confidence_check',
  `confidence IN ('CONFIRMED', 'GENERAL_KNOWLEDGE', 'DERIVED', 'ILLUSTRATIVE')`,
)
export class SustainableDevelopmentGoalEntity extends FactColumns {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;
  @Column({ type: 'smallint', unique: true })
  code!: number;
  @Column({ type: 'text' })
  nameFr!: string;
  @Column({ type: 'text' })
  nameEn!: string;
}
