import { versionField } from '#kernel/errors';
import { Provenance, ProvenanceField } from '#kernel/graphql';
import { UrlScalar } from '#kernel/values';
import { Field, ObjectType, registerEnumType } from 'type-graphql';

export enum MailboxRole {
  GENERAL = 'GENERAL',
  INTERNATIONAL_COOPERATION = 'INTERNATIONAL_COOPERATION',
  TWINNING = 'TWINNING',
  EUROPE = 'EUROPE',
  EXECUTIVE_OFFICE = 'EXECUTIVE_OFFICE',
  OTHER = 'OTHER',
}
registerEnumType(MailboxRole, {
  name: 'MailboxRole',
  description: 'Office to which a mailbox belongs (service).',
  valuesConfig: {
    GENERAL: { description: 'The reception, for anything (accueil).' },
    INTERNATIONAL_COOPERATION: {
      description: 'The office for cooperation and international relations (relations internationales).',
    },
    TWINNING: { description: 'The office or committee for twinnings (jumelages).' },
    EUROPE: { description: 'The office for European affairs and programmes (affaires européennes).' },
    EXECUTIVE_OFFICE: {
      description: 'The office of the mayor, president or governor (cabinet, secrétariat).',
    },
    OTHER: { description: 'Another office (autre service).' },
  },
});

@ObjectType('Mailbox', {
  description: 'A mailbox of an office, never of a person (adresse électronique de service).',
  simpleResolvers: true,
})
export class Mailbox {
  @Field(() => MailboxRole, { description: 'The office to which it belongs (service).' })
  role!: MailboxRole;
  @Field(() => String, { description: 'Its address (adresse).' })
  address!: string;
}

@ObjectType('AuthorityContact', {
  description:
    'How to reach a local authority in France or abroad, as itself or an administrator states it (contact).',
  simpleResolvers: true,
})
export class AuthorityContact {
  @Field(() => UrlScalar, { nullable: true, description: 'Its website; null when not stated (site web).' })
  website!: string | null;
  @Field(() => [Mailbox], {
    description:
      'Its mailboxes, in the order in which they were entered (adresses électroniques de service).',
  })
  mailboxes!: Mailbox[];
  @Field(() => [String], {
    description:
      'Languages in which one may write to it, by ISO 639-1, the preferred one first; empty when not stated (langues).',
  })
  languages!: string[];
  @versionField()
  version!: number;
  @ProvenanceField()
  provenance!: Provenance;
}
