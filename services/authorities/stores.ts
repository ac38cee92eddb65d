import type { StoreTools } from '#kernel/context';
import { authorityStore } from './authority/authority.store.js';
import { contactStore } from './contact/contact.store.js';
import { formerNameStore } from './former-name/former-name.store.js';
import { foreignAuthorityStore } from './foreign-authority/foreign-authority.store.js';
import { nameAmbiguityStore } from './name-ambiguity/name-ambiguity.store.js';
import { territoryStore } from './territory/territory.store.js';

/** Stores with all SQL of this service, created for each request. */
export function stores(tools: StoreTools) {
  return {
    authorities: authorityStore(tools),
    contacts: contactStore(tools),
    formerNames: formerNameStore(tools),
    territories: territoryStore(tools),
    foreignAuthorities: foreignAuthorityStore(tools),
    nameAmbiguities: nameAmbiguityStore(tools),
  };
}
export type Stores = ReturnType<typeof stores>;
