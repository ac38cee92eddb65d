import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { PartnerEntity } from '../partner/partner.entity.js';

/** A secret by which a program of a partner says whose it is. The secret itself is kept nowhere. */
@Entity('api_key')
@Unique('api_key_hash_key', ['hash'])
@Check('api_key_order_check', `expires_at > created_at AND revoked_at >= created_at`)
@ForeignKey(() => PartnerEntity, ['partnerId'], ['id'], { name: 'api_key_partner_id_fkey' })
@Index('api_key_partner_id', { synchronize: false })
export class ApiKeyEntity {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;
  @Column({ type: 'uuid' })
  partnerId!: string;
  /** What it is for, in the words of who made it. */
  @Column({ type: 'text' })
  name!: string;
  /** The first characters of the key, by which people know it again. */
  @Column({ type: 'text' })
  prefix!: string;
  /** SHA-256 of the key, in base64url. */
  @Column({ type: 'text' })
  hash!: string;
  /** The permissions to which it is confined; null: all of its partner's. */
  @Column({ type: 'text', array: true, nullable: true })
  scopes!: string[] | null;
  @Column({ type: 'timestamptz', default: () => 'now()' })
  createdAt!: Date;
  @Column({ type: 'timestamptz' })
  expiresAt!: Date;
  @Column({ type: 'timestamptz', nullable: true })
  revokedAt!: Date | null;
  /** To the minute. */
  @Column({ type: 'timestamptz', nullable: true })
  lastUsedAt!: Date | null;
  @Column({ type: 'timestamptz', default: () => 'now()' })
  updatedAt!: Date;
  @Column({ type: 'int', default: 0 })
  version!: number;
}
