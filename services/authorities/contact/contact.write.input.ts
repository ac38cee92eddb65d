import { MutationInput, MutationPayload } from '#kernel/mutations';
import { UrlScalar } from '#kernel/values';
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { Authority } from '../authority/authority.type.js';
import { ForeignAuthority } from '../foreign-authority/foreign-authority.type.js';
import { MAX_MAILBOXES } from './contact.entity.js';
import { MailboxRole } from './contact.type.js';

@InputType('MailboxInput', {
  description: 'A mailbox of an office, never of a person (adresse électronique de service).',
})
export class MailboxInput {
  @Field(() => MailboxRole, { description: 'The office to which it belongs (service).' })
  role!: MailboxRole;
  @Field(() => String, {
    description:
      'Its address, whose name begins with that of an office: `cooperation@huye.example` (adresse).',
  })
  address!: string;
}

@InputType()
abstract class ContactEditInput extends MutationInput {
  @Field(() => Int, {
    nullable: true,
    description:
      'The `version` of its contact that you have read, so that you overwrite nobody’s edit; omit it while it has none.',
  })
  version?: number | null;
  @Field(() => UrlScalar, {
    nullable: true,
    description: 'Its website; omitted: unchanged, null: none (site web).',
  })
  website?: string | null;
  @Field(() => [MailboxInput], {
    nullable: true,
    description: `All its mailboxes, at most ${MAX_MAILBOXES}; omitted: unchanged, null: none (adresses électroniques de service).`,
  })
  mailboxes?: MailboxInput[] | null;
  @Field(() => [String], {
    nullable: true,
    description: `Languages in which one may write to it, by ISO 639-1, at most ${MAX_MAILBOXES}, the preferred one first; omitted: unchanged, null: none (langues).`,
  })
  languages?: string[] | null;
}

@InputType('AuthorityContactEditInput', {
  description: 'How to reach a French authority (contact d’une collectivité).',
})
export class AuthorityContactEditInput extends ContactEditInput {
  @Field(() => ID, { description: 'Id of the authority (collectivité).' })
  authorityId!: string;
}

@InputType('ForeignAuthorityContactEditInput', {
  description: 'How to reach an authority abroad (contact d’une autorité locale étrangère).',
})
export class ForeignAuthorityContactEditInput extends ContactEditInput {
  @Field(() => ID, { description: 'Id of the foreign authority (autorité locale étrangère).' })
  foreignAuthorityId!: string;
}

@ObjectType('AuthorityContactPayload', {
  description: 'Result of a change to the contact of a French authority (résultat).',
  simpleResolvers: true,
})
export class AuthorityContactPayload extends MutationPayload {
  @Field(() => Authority, {
    nullable: true,
    description: 'The authority with its contact; null when the change was refused.',
  })
  authority!: Authority | null;
}

@ObjectType('ForeignAuthorityContactPayload', {
  description: 'Result of a change to the contact of an authority abroad (résultat).',
  simpleResolvers: true,
})
export class ForeignAuthorityContactPayload extends MutationPayload {
  @Field(() => ForeignAuthority, {
    nullable: true,
    description: 'The foreign authority with its contact; null when the change was refused.',
  })
  foreignAuthority!: ForeignAuthority | null;
}
