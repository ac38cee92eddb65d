import { RequiresScopes } from '#kernel/auth';
import type { Context } from '#kernel/context';
import { mutate } from '#kernel/mutations';
import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { AuthorityContact } from './contact.type.js';
import {
  AuthorityContactEditInput,
  AuthorityContactPayload,
  ForeignAuthorityContactEditInput,
  ForeignAuthorityContactPayload,
} from './contact.write.input.js';
import { FOREIGN_SCOPE, SCOPE, editAuthorityContact, editForeignAuthorityContact } from './contact.writes.js';
import type { Stores } from '../stores.js';

const INPUT = { description: 'Fields of the mutation (saisie).' };
const PROBLEMS =
  'NOT_FOUND, VERSION_CONFLICT, NOTHING_TO_CHANGE, CONTACT_INVALID, MAILBOXES_INVALID, LANGUAGE_UNKNOWN, URL_INVALID';

@Resolver(() => AuthorityContact)
export class ContactMutations {
  @Mutation(() => AuthorityContactPayload, {
    description: `States the website, the mailboxes of offices and the languages of a French authority for which you write, a joint syndicate or association too (contact d’une collectivité). Problems: AUTHORITY_CLOSED, ${PROBLEMS}.`,
  })
  @RequiresScopes(SCOPE)
  authorityContactEdit(
    @Arg('input', () => AuthorityContactEditInput, INPUT) input: AuthorityContactEditInput,
    @Ctx() context: Context<Stores>,
  ) {
    const change = {
      name: 'authorityContactEdit',
      input,
      object: 'authority',
      load: ({ authorities }: Stores, id: string) => authorities.byId.load(id),
    };
    return mutate(context, change, (transaction) => editAuthorityContact(transaction, input));
  }

  @Mutation(() => ForeignAuthorityContactPayload, {
    description: `States the website, the mailboxes of offices and the languages of an authority abroad for which you write (contact d’une autorité locale étrangère). Problems: ${PROBLEMS}.`,
  })
  @RequiresScopes(FOREIGN_SCOPE)
  foreignAuthorityContactEdit(
    @Arg('input', () => ForeignAuthorityContactEditInput, INPUT) input: ForeignAuthorityContactEditInput,
    @Ctx() context: Context<Stores>,
  ) {
    const change = {
      name: 'foreignAuthorityContactEdit',
      input,
      object: 'foreignAuthority',
      load: ({ foreignAuthorities }: Stores, id: string) => foreignAuthorities.byId.load(id),
    };
    return mutate(context, change, (transaction) => editForeignAuthorityContact(transaction, input));
  }
}
