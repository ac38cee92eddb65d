import type { Source } from '#kernel/graphql';
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { ForeignAuthorityEntity } from '../foreign-authority/foreign-authority.entity.js';

/** Statement of a source about a foreign authority, by the key of the source and the id that the authority has there. */
@Entity('foreign_authority_record')
@Check('foreign_authority_record_source_key_check', `source_key IS NOT NULL`)
@ForeignKey(() => ForeignAuthorityEntity, ['foreignAuthorityId'], ['id'], {
  name: 'foreign_authority_record_foreign_authority_id_fkey',
})
@Index('foreign_authority_record_foreign_authority_id', ['foreignAuthorityId'])
export class ForeignAuthorityRecordEntity {
  @PrimaryColumn({ type: 'text' })
  sourceKey!: string;
  @PrimaryColumn({ type: 'text' })
  externalId!: string;
  @Column({ type: 'uuid' })
  foreignAuthorityId!: string;
  /** Whether it was entered outside of any import, too: then it stays when all imports that make it are taken back. */
  @Column({ type: 'boolean', default: false })
  isWithoutImport!: boolean;
  /** French authority for which an editor entered it. */
  @Column({ type: 'uuid', nullable: true })
  enteredForId!: string | null;
  /** Opaque id of the actor who entered it. */
  @Column({ type: 'text' })
  enteredBy!: string;
  /**
   * Version that the authority had when this statement, or one that was taken back since, entered it; null: it was there
   * before.
   */
  @Column({ type: 'int', nullable: true })
  madeVersion!: number | null;
  @Column({ type: 'jsonb' })
  source!: Source;
  /** What the source says of the authority, as it was entered. */
  @Column({ type: 'jsonb' })
  stated!: object;
  @Column({ type: 'text', nullable: true })
  asOf!: string | null;
  @Column({ type: 'timestamptz', default: () => 'now()' })
  recordedAt!: Date;
}
