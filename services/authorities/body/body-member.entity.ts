import { Check, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { AuthorityEntity } from '../authority/authority.entity.js';

/** Kinds of authorities that people create here; all others come from the official geographic code. */
export const BODY_KINDS = ['JOINT_SYNDICATE', 'ASSOCIATION'] as const;

/** Most members that one mutation adds or removes. */
export const MAX_MEMBERS_AT_ONCE = 1_000;
/** Most members of a body. */
export const MAX_MEMBERS = 5_000;

/** Member of a joint syndicate or an association, entered by people; loads own {@link MembershipEntity} and leave it alone. */
@Entity('body_member')
@Index('body_member_body_id', { synchronize: false })
@Check('body_member_differs', 'member_id <> body_id')
export class BodyMemberEntity {
  @ForeignKey(() => AuthorityEntity, { name: 'body_member_member_id_fkey' })
  @PrimaryColumn({ type: 'uuid' })
  memberId!: string;
  @ForeignKey(() => AuthorityEntity, { name: 'body_member_body_id_fkey', onDelete: 'CASCADE' })
  @PrimaryColumn({ type: 'uuid' })
  bodyId!: string;
}
