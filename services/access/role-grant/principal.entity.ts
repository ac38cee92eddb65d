import { Column, Entity, PrimaryColumn, Unique } from 'typeorm';

/** Person known to a token issuer. A person without a role has no row. */
@Entity('principal')
@Unique('principal_issuer_subject_key', ['issuer', 'subject'])
export class PrincipalEntity {
  /** Derived from issuer and subject, so that it is the same before the row exists. */
  @PrimaryColumn({ type: 'uuid' })
  id!: string;
  @Column({ type: 'text' })
  issuer!: string;
  /** Opaque identifier of the person at the issuer. */
  @Column({ type: 'text' })
  subject!: string;
  /** Display name that the operator chose. */
  @Column({ type: 'text', nullable: true })
  name!: string | null;
  @Column({ type: 'timestamptz', default: () => 'now()' })
  createdAt!: Date;
  @Column({ type: 'timestamptz', default: () => 'now()' })
  updatedAt!: Date;
  @Column({ type: 'int', default: 0 })
  version!: number;
}
