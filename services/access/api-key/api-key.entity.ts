import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { PartnerEntity } from '../partner/partner.entity.js';

/** API key that authenticates a program of a partner. Only the hash of the secret is stored. */
@Entity('api_key')
@Unique('api_key_hash_key', ['hash'])
@Check('api_key_order_check', `expires_at > created_at AND revoked_at >= created_at`)
@Check('api_key_budget_per_minute_check', `budget_per_minute > 0`)
@ForeignKey(() => PartnerEntity, ['partnerId'], ['id'], { name: 'api_key_partner_id_fkey' })
@Index('api_key_partner_id', { synchronize: false })
export class ApiKeyEntity {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;
  @Column({ type: 'uuid' })
  partnerId!: string;
  /** Purpose of the key, in the words of its creator. */
  @Column({ type: 'text' })
  name!: string;
  /** First characters of the secret, by which people recognise the key. */
  @Column({ type: 'text' })
  prefix!: string;
  /** SHA-256 of the secret, in base64url. */
  @Column({ type: 'text' })
  hash!: string;
  /** Scopes to which the key is restricted; null: all scopes of its partner. */
  @Column({ type: 'text', array: true, nullable: true })
  scopes!: string[] | null;
  /** Cost per minute that its partner may spend with it; null: as much as all who are known. */
  @Column({ type: 'integer', nullable: true })
  budgetPerMinute!: number | null;
  @Column({ type: 'timestamptz', default: () => 'now()' })
  createdAt!: Date;
  @Column({ type: 'timestamptz' })
  expiresAt!: Date;
  @Column({ type: 'timestamptz', nullable: true })
  revokedAt!: Date | null;
  /** Time of the last use, written at most once a minute. */
  @Column({ type: 'timestamptz', nullable: true })
  lastUsedAt!: Date | null;
  @Column({ type: 'timestamptz', default: () => 'now()' })
  updatedAt!: Date;
  @Column({ type: 'int', default: 0 })
  version!: number;
}
