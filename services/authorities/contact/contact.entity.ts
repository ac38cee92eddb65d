import { EditableFactColumns } from '#kernel/graphql';
import { Check, Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { AuthorityEntity } from '../authority/authority.entity.js';
import { ForeignAuthorityEntity } from '../foreign-authority/foreign-authority.entity.js';
import type { MailboxRole } from './contact.type.js';

/** Most mailboxes, and most languages, of an authority. */
export const MAX_MAILBOXES = 10;

/** Mailbox of an office, never of a person. */
export interface MailboxRow {
  role: MailboxRole;
  address: string;
}

/**
 * Columns of the contact of an authority. It has a row of its own because an edit of the authority's row would keep later
 * loads from updating that row.
 */
export abstract class ContactColumns extends EditableFactColumns {
  @Column({ type: 'text', nullable: true })
  website!: string | null;
  @Column({ type: 'jsonb' })
  mailboxes!: MailboxRow[];
  /** ISO 639-1 codes of the languages in which one may write. */
  @Column({ type: 'text', array: true })
  languages!: string[];
}

const CONFIDENCES = `confidence IN ('CONFIRMED', 'DECLARED', 'ILLUSTRATIVE')`;

@Entity('authority_contact')
@Check('authority_contact_confidence_check', CONFIDENCES)
export class AuthorityContactEntity extends ContactColumns {
  @ForeignKey(() => AuthorityEntity, { name: 'authority_contact_authority_id_fkey' })
  @PrimaryColumn({ type: 'uuid' })
  authorityId!: string;
}

@Entity('foreign_authority_contact')
@Check('foreign_authority_contact_confidence_check', CONFIDENCES)
export class ForeignAuthorityContactEntity extends ContactColumns {
  @ForeignKey(() => ForeignAuthorityEntity, { name: 'foreign_authority_contact_foreign_authority_id_fkey' })
  @PrimaryColumn({ type: 'uuid' })
  foreignAuthorityId!: string;
}
