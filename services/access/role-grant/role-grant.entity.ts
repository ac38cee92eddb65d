import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { PartnerEntity } from '../partner/partner.entity.js';
import { PrincipalEntity } from './principal.entity.js';
import type { Role } from './roles.js';

/** Grant of a role to a partner or a person, active or revoked. */
@Entity('role_grant')
@Check('role_grant_holder_check', `num_nonnulls(partner_id, principal_id) = 1`)
@Check(
  'role_grant_role_check',
  `role IN ('PARTNER', 'ANALYST', 'AUTHORITY_EDITOR', 'FOREIGN_AUTHORITY', 'GROUP_MANAGER', 'CONTRIBUTOR', 'REVIEWER', 'ADMINISTRATOR')`,
)
@Check(
  'role_grant_of_check',
  `(role IN ('AUTHORITY_EDITOR', 'FOREIGN_AUTHORITY', 'GROUP_MANAGER')) = (cardinality(of_ids) > 0)`,
)
@Check('role_grant_order_check', `revoked_at >= granted_at`)
@ForeignKey(() => PartnerEntity, ['partnerId'], ['id'], { name: 'role_grant_partner_id_fkey' })
@ForeignKey(() => PrincipalEntity, ['principalId'], ['id'], { name: 'role_grant_principal_id_fkey' })
@Index('role_grant_of_partner', { synchronize: false })
@Index('role_grant_of_principal', { synchronize: false })
export class RoleGrantEntity {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;
  @Column({ type: 'uuid', nullable: true })
  partnerId!: string | null;
  @Column({ type: 'uuid', nullable: true })
  principalId!: string | null;
  @Column({ type: 'text' })
  role!: Role;
  /** Sorted ids of the entities to which the grant is restricted; empty: it is not restricted. */
  @Column({ type: 'uuid', array: true })
  ofIds!: string[];
  @Column({ type: 'timestamptz', default: () => 'now()' })
  grantedAt!: Date;
  @Column({ type: 'timestamptz', nullable: true })
  revokedAt!: Date | null;
  @Column({ type: 'timestamptz', default: () => 'now()' })
  updatedAt!: Date;
  @Column({ type: 'int', default: 0 })
  version!: number;
}
