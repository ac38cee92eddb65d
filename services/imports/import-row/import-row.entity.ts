import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { ImportEntity } from '../import/import.entity.js';
import type { CellProblem, ImportRow } from '../mapping/import-row.js';
import type { ImportRowFate } from './import-row-fate.js';
import type { RowDecision } from './row-decision.js';
import type { RowMatch } from '../matching/row-match.js';

/** Row of an imported file, what was understood of it, and what becomes of it. */
@Entity('import_row')
@Check(
  'import_row_fate_check',
  `fate IN ('CREATED', 'JOINED', 'UPDATED', 'UNCHANGED', 'AMBIGUOUS', 'REFUSED', 'SKIPPED', 'MISSING_FROM_EDITION')`,
)
@ForeignKey(() => ImportEntity, ['importId'], ['id'], {
  name: 'import_row_import_id_fkey',
  onDelete: 'CASCADE',
})
@Index('import_row_number', { synchronize: false })
@Index('import_row_external_id', { synchronize: false })
@Index('import_row_undoing', { synchronize: false })
export class ImportRowEntity {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;
  @Column({ type: 'uuid' })
  importId!: string;
  /** Its place in the order of the import, from 1; those that are missing from the file follow the others. */
  @Column({ type: 'int' })
  number!: number;
  @Column({ type: 'text', nullable: true })
  sheet!: string | null;
  /** Line or row in the file, from 1; null for one that is missing from it. */
  @Column({ type: 'int', nullable: true })
  rowNumber!: number | null;
  /** Key in its source; drawn from its content where the source has none. */
  @Column({ type: 'text', nullable: true })
  externalId!: string | null;
  /** In the order of the file, which `jsonb` would not keep. */
  @Column({ type: 'json' })
  cells!: Record<string, string>;
  /** What was understood; null when a cell refuses the row. */
  @Column({ type: 'jsonb', nullable: true })
  content!: ImportRow | null;
  /** Problems of its cells. */
  @Column({ type: 'jsonb' })
  problems!: CellProblem[];
  /** Null until the preview has reached it. */
  @Column({ type: 'text', nullable: true })
  fate!: ImportRowFate | null;
  /** Which entities its names stand for, and why it is refused, as of the last preview. */
  @Column({ type: 'jsonb', nullable: true })
  match!: RowMatch | null;
  @Column({ type: 'jsonb', nullable: true })
  decision!: RowDecision | null;
  @Column({ type: 'uuid', nullable: true })
  partnershipId!: string | null;
  /** Whether it waits to be taken back. */
  @Column({ type: 'boolean', default: false })
  isUndoing!: boolean;
  @Column({ type: 'timestamptz', nullable: true })
  appliedAt!: Date | null;
}
