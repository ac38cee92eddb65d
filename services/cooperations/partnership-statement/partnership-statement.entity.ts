import type { Source } from '#kernel/graphql';
import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { PartnershipEntity } from '../partnership/partnership.entity.js';
import type { Facts, Stated } from './stated.js';

/** What a statement was before another import replaced it. */
export interface ReplacedStatement {
  source: Source;
  asOf: string | null;
  party: string;
  recordedBy: string;
  importId: string | null;
  stated: Stated;
  digest: string;
  recordedAt: string;
  previous: ReplacedStatement | null;
}

@Entity('partnership_statement')
@Unique('partnership_statement_key', ['sourceKey', 'externalId'])
@Index('partnership_statement_import_ids', { synchronize: false })
export class PartnershipStatementEntity {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;
  @Column({ type: 'uuid' })
  @ForeignKey(() => PartnershipEntity, { name: 'partnership_statement_partnership_id_fkey' })
  @Index('partnership_statement_partnership_id')
  partnershipId!: string;
  /** Stable key of the source, and of the row in it. */
  @Column({ type: 'text' })
  sourceKey!: string;
  @Column({ type: 'text' })
  externalId!: string;
  @Column({ type: 'jsonb' })
  source!: Source;
  @Column({ type: 'text', nullable: true })
  asOf!: string | null;
  /** The party for which the person wrote, never their name. */
  @Column({ type: 'text' })
  party!: string;
  /** Opaque id of the person or partner; not public. */
  @Column({ type: 'text' })
  recordedBy!: string;
  @Column({ type: 'uuid', nullable: true })
  importId!: string | null;
  @Column({ type: 'jsonb' })
  stated!: Stated;
  /** Of what is stated, with its source and its date: the same content has the same digest. */
  @Column({ type: 'text' })
  digest!: string;
  @Column({ type: 'timestamptz', default: () => 'now()' })
  recordedAt!: Date;
  @Column({ type: 'jsonb', nullable: true })
  previous!: ReplacedStatement | null;
  /** Imports of this statement and of those that it replaced. */
  @Column({ type: 'uuid', array: true })
  importIds!: string[];
}

/** Imports of a statement and of those that it replaced, each once. */
export function importIdsOf({
  importId,
  previous,
}: Pick<ReplacedStatement, 'importId' | 'previous'>): string[] {
  const before = previous ? importIdsOf(previous) : [];
  return importId === null || before.includes(importId) ? before : [importId, ...before];
}

/** What a partnership with statements is known for apart from them. */
@Entity('partnership_base')
export class PartnershipBaseEntity {
  @PrimaryColumn({ type: 'uuid' })
  @ForeignKey(() => PartnershipEntity, { name: 'partnership_base_partnership_id_fkey' })
  partnershipId!: string;
  @Column({ type: 'jsonb' })
  facts!: Facts;
}
