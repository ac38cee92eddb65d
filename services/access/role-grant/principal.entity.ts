import { Column, Entity, PrimaryColumn, Unique } from 'typeorm';

/** A person whom an issuer of tokens knows. Who has no role has no row. */
@Entity('principal')
@Unique('principal_issuer_subject_key', ['issuer', 'subject'])
export class PrincipalEntity {
  /** Follows from issuer and subject, so that it is the same before there is a row. */
  @PrimaryColumn({ type: 'uuid' })
  id!: string;
  @Column({ type: 'text' })
  issuer!: string;
  /** Opaque: what the issuer calls the person. */
  @Column({ type: 'text' })
  subject!: string;
  /** Chosen by the operator. */
  @Column({ type: 'text', nullable: true })
  name!: string | null;
  @Column({ type: 'timestamptz', default: () => 'now()' })
  createdAt!: Date;
  @Column({ type: 'timestamptz', default: () => 'now()' })
  updatedAt!: Date;
  @Column({ type: 'int', default: 0 })
  version!: number;
}
