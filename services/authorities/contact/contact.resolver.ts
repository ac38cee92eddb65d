import type { Context } from '#kernel/context';
import { UrlScalar } from '#kernel/values';
import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { AuthorityRow } from '../authority/authority.store.js';
import { Authority } from '../authority/authority.type.js';
import type { ForeignAuthorityRow } from '../foreign-authority/foreign-authority.store.js';
import { ForeignAuthority } from '../foreign-authority/foreign-authority.type.js';
import type { Stores } from '../stores.js';
import { AuthorityContact } from './contact.type.js';

const CONTACT =
  'How to reach it: website, mailboxes of its offices, languages; null when nobody stated it (contact).';

@Resolver(() => Authority)
export class AuthorityContactResolver {
  @FieldResolver(() => AuthorityContact, { nullable: true, description: CONTACT })
  contact(@Root() { id }: AuthorityRow, @Ctx() { stores }: Context<Stores>) {
    return stores.contacts.ofAuthority.load(id);
  }

  @FieldResolver(() => UrlScalar, {
    nullable: true,
    description: 'Its website, that of its `contact` where that states one; null when not known (site web).',
  })
  async website(@Root() { id, website }: AuthorityRow, @Ctx() { stores }: Context<Stores>) {
    return (await stores.contacts.ofAuthority.load(id))?.website ?? website;
  }

  @FieldResolver(() => String, {
    nullable: true,
    deprecationReason: 'use contact { mailboxes { role address } }; removal 2027-03-15',
    description:
      'The first mailbox of its `contact`, never a person’s; null when not known (adresse électronique de service).',
  })
  async email(@Root() { id, email }: AuthorityRow, @Ctx() { stores }: Context<Stores>) {
    return (await stores.contacts.ofAuthority.load(id))?.mailboxes[0]?.address ?? email;
  }
}

@Resolver(() => ForeignAuthority)
export class ForeignAuthorityContactResolver {
  @FieldResolver(() => AuthorityContact, { nullable: true, description: CONTACT })
  contact(@Root() { id }: ForeignAuthorityRow, @Ctx() { stores }: Context<Stores>) {
    return stores.contacts.ofForeignAuthority.load(id);
  }
}
