import type { ForeignAuthorityKind } from '#vocabulary';
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { PrincipalEntity } from '../role-grant/principal.entity.js';
import { RoleGrantEntity } from '../role-grant/role-grant.entity.js';

export const ACCESS_REQUEST_STATUSES = ['OPEN', 'GRANTED', 'DECLINED', 'WITHDRAWN'] as const;
export type AccessRequestStatusCode = (typeof ACCESS_REQUEST_STATUSES)[number];

/** Request of a person for the role of an authority abroad, one that is known or one that is proposed. */
@Entity('access_request')
@Check(
  'access_request_status_check',
  `status IN (${ACCESS_REQUEST_STATUSES.map((status) => `'${status}'`).join(', ')})`,
)
@Check('access_request_kind_check', `kind IS NOT NULL`)
@Check('access_request_subject_check', `foreign_authority_id IS NOT NULL`)
@Check('access_request_answer_check', `(status = 'OPEN') = (answered_at IS NULL)`)
@Check('access_request_grant_check', `(status = 'GRANTED') = (role_grant_id IS NOT NULL)`)
@ForeignKey(() => PrincipalEntity, ['principalId'], ['id'], { name: 'access_request_principal_id_fkey' })
@ForeignKey(() => RoleGrantEntity, ['roleGrantId'], ['id'], { name: 'access_request_role_grant_id_fkey' })
@Index('access_request_principal_id', ['principalId', 'submittedAt'])
@Index('access_request_submitted_at', ['submittedAt', 'id'])
@Index('access_request_of_authority', { synchronize: false })
@Index('access_request_of_proposal', { synchronize: false })
export class AccessRequestEntity {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;
  @Column({ type: 'uuid' })
  principalId!: string;
  /** Authority that is known; null while one is proposed. */
  @Column({ type: 'uuid', nullable: true })
  foreignAuthorityId!: string | null;
  @Column({ type: 'text', nullable: true })
  proposedName!: string | null;
  /** Folded name, so that one proposal is open once. */
  @Column({ type: 'text', nullable: true })
  proposedKey!: string | null;
  @Column({ type: 'text', nullable: true })
  countryCode!: string | null;
  @Column({ type: 'text', nullable: true })
  kind!: `${ForeignAuthorityKind}` | null;
  /** Office for which the person asks; never their name. */
  @Column({ type: 'text' })
  office!: string;
  /** Mailbox of the office. */
  @Column({ type: 'text' })
  contact!: string;
  @Column({ type: 'text' })
  message!: string;
  @Column({ type: 'text', default: () => "'OPEN'" })
  status!: AccessRequestStatusCode;
  @Column({ type: 'timestamptz', default: () => 'now()' })
  submittedAt!: Date;
  @Column({ type: 'timestamptz', nullable: true })
  answeredAt!: Date | null;
  @Column({ type: 'text', nullable: true })
  answer!: string | null;
  @Column({ type: 'uuid', nullable: true })
  roleGrantId!: string | null;
  @Column({ type: 'timestamptz', default: () => 'now()' })
  updatedAt!: Date;
  @Column({ type: 'int', default: 0 })
  version!: number;
}
