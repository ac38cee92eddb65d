import { defineEntity } from '#kernel/subgraph';
import { AuthorityContactEntity, ForeignAuthorityContactEntity } from './contact.entity.js';
import { ContactMutations } from './contact.mutations.js';
import { AuthorityContactResolver, ForeignAuthorityContactResolver } from './contact.resolver.js';
import { AuthorityContact } from './contact.type.js';
import type { Stores } from '../stores.js';

export const contact = defineEntity<Stores>({
  types: [AuthorityContact],
  resolvers: [AuthorityContactResolver, ForeignAuthorityContactResolver, ContactMutations],
  tables: [AuthorityContactEntity, ForeignAuthorityContactEntity],
});
