import { Entity, ForeignKey, Index, PrimaryColumn, Column } from 'typeorm';
import { ForeignAuthorityRecordEntity } from './foreign-authority-record.entity.js';

/** Import that states a foreign authority, under a key of a source; several may state the same. */
@Entity('foreign_authority_record_import')
@ForeignKey(() => ForeignAuthorityRecordEntity, ['sourceKey', 'externalId'], ['sourceKey', 'externalId'], {
  name: 'foreign_authority_record_import_record_fkey',
  onDelete: 'CASCADE',
})
@Index('foreign_authority_record_import_import_id', ['importId'])
export class ForeignAuthorityRecordImportEntity {
  @PrimaryColumn({ type: 'text' })
  sourceKey!: string;
  @PrimaryColumn({ type: 'text' })
  externalId!: string;
  @PrimaryColumn({ type: 'uuid' })
  importId!: string;
  /** French authority for which an editor imports. */
  @Column({ type: 'uuid', nullable: true })
  enteredForId!: string | null;
  /** Opaque id of the importer. */
  @Column({ type: 'text' })
  enteredBy!: string;
}
