import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { CooperationRequestEntity } from '../cooperation-request/cooperation-request.entity.js';

// Names of checks, foreign keys and indexes tell TypeORM that they belong to the table; the migration has their SQL.

@Entity('expression_of_interest')
@Check('expression_of_interest_status_check', `status IS NOT NULL`)
@Check('expression_of_interest_answered', `answered_at IS NULL`)
@Unique('expression_of_interest_id_request_id_key', ['id', 'requestId'])
@Index('expression_of_interest_one_live', { synchronize: false })
@Index('expression_of_interest_one_accepted', { synchronize: false })
@Index('expression_of_interest_authority_id', ['authorityId'])
export class ExpressionOfInterestEntity {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;
  @Column({ type: 'uuid' })
  @ForeignKey(() => CooperationRequestEntity, { name: 'expression_of_interest_request_id_fkey' })
  requestId!: string;
  @Column({ type: 'uuid' })
  authorityId!: string;
  @Column({ type: 'text' })
  status!: 'PENDING' | 'ACCEPTED' | 'DECLINED' | 'WITHDRAWN' | 'LAPSED';
  @Column({ type: 'text' })
  message!: string;
  /** Role mailbox. */
  @Column({ type: 'text' })
  contact!: string;
  @Column({ type: 'timestamptz', default: () => 'now()' })
  expressedAt!: Date;
  /** When it ceased to be PENDING, by an answer, a withdrawal or a lapse. */
  @Column({ type: 'timestamptz', nullable: true })
  answeredAt!: Date | null;
  /** Answer of the author of the request, who accepted or declined it. */
  @Column({ type: 'text', nullable: true })
  answer!: string | null;
  @Column({ type: 'timestamptz', default: () => 'now()' })
  updatedAt!: Date;
  @Column({ type: 'int', default: 0 })
  version!: number;
}
