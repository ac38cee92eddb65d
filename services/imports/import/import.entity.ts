import type { Actor } from '#kernel/auth';
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { ImportState } from './import-state.js';
import type { ImportFailure } from './import-failure.js';

// Names of checks, foreign keys and indexes tell TypeORM that they belong to the table; the migration has their SQL.

/** Import of a file: nothing of it is public, so it has no change events; the audit records what people do with it. */
@Entity('file_import')
@Check(
  'file_import_state_check',
  `state IN ('UPLOADING', 'READING', 'READ', 'PREVIEWING', 'PREVIEWED', 'APPLYING', 'APPLIED', 'UNDOING', 'UNDONE', 'FAILED')`,
)
@Check('file_import_layout_check', `profile IS NULL OR map IS NULL`)
@Index('file_import_actor_id', { synchronize: false })
@Index('file_import_at_work', { synchronize: false })
@Index('file_import_source_key', { synchronize: false })
export class ImportEntity {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;
  @Column({ type: 'text' })
  fileName!: string;
  /** SHA-256 of the file, in hexadecimal digits; null until it is read. */
  @Column({ type: 'text', nullable: true })
  digest!: string | null;
  @Column({ type: 'bigint', default: 0 })
  byteLength!: string;
  /** Name of the layout; null: it is found by the headers. */
  @Column({ type: 'text', nullable: true })
  profile!: string | null;
  /** Layout in YAML, as the importer wrote it. */
  @Column({ type: 'text', nullable: true })
  map!: string | null;
  @Column({ type: 'text', nullable: true })
  sheet!: string | null;
  /** What the reader found out: format, encoding, layout. */
  @Column({ type: 'jsonb', nullable: true })
  detected!: Record<string, unknown> | null;
  @Column({ type: 'text' })
  sourceKey!: string;
  @Column({ type: 'text' })
  sourceTitle!: string;
  @Column({ type: 'text', nullable: true })
  sourceUrl!: string | null;
  @Column({ type: 'text' })
  sourceLicence!: string;
  /** As precise as the source: a year, a month or a day. */
  @Column({ type: 'text', nullable: true })
  sourceAsOf!: string | null;
  @Column({ type: 'text' })
  state!: ImportState;
  /** State before the failure, to which a resumed import returns. */
  @Column({ type: 'text', nullable: true })
  failedIn!: ImportState | null;
  @Column({ type: 'jsonb', nullable: true })
  failure!: ImportFailure | null;
  /** Consecutive attempts at the present step that did not end. */
  @Column({ type: 'int', default: 0 })
  attempts!: number;
  /** Number of the latest step of the work: what an earlier one writes late changes nothing. */
  @Column({ type: 'int', default: 0 })
  fence!: number;
  /** Number of the last row that the present work has done. */
  @Column({ type: 'int', default: 0 })
  reached!: number;
  /** Whether the work stops after its present step. */
  @Column({ type: 'boolean', default: false })
  isStopping!: boolean;
  /** French authority for which an editor imports; null for those whose permission is not confined. */
  @Column({ type: 'uuid', nullable: true })
  authorityId!: string | null;
  /** Id of the importer. */
  @Column({ type: 'text' })
  actorId!: string;
  /** Who asked for the work that is under way, with their permissions: the other subgraphs check these. */
  @Column({ type: 'jsonb' })
  worker!: Actor;
  /** Steps of the present work that are done, and their number: rows, or bytes while it is read. */
  @Column({ type: 'int', default: 0 })
  done!: number;
  @Column({ type: 'int', default: 0 })
  total!: number;
  @Column({ type: 'timestamptz', default: () => 'now()' })
  createdAt!: Date;
  @Column({ type: 'timestamptz', nullable: true })
  appliedAt!: Date | null;
  @Column({ type: 'timestamptz', nullable: true })
  undoneAt!: Date | null;
  @Column({ type: 'timestamptz', default: () => 'now()' })
  updatedAt!: Date;
  @Column({ type: 'int', default: 0 })
  version!: number;
}

/** Parts of an uploaded file, in order; they are deleted once it is read. */
@Entity('import_part')
@ForeignKey(() => ImportEntity, ['importId'], ['id'], {
  name: 'import_part_import_id_fkey',
  onDelete: 'CASCADE',
})
export class ImportPartEntity {
  @PrimaryColumn({ type: 'uuid' })
  importId!: string;
  @PrimaryColumn({ type: 'int' })
  number!: number;
  @Column({ type: 'bytea' })
  content!: Buffer;
}
