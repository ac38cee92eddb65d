import type { StoreTools } from '#kernel/context';
import { accessRequestStore } from './access-request/access-request.store.js';
import { accessStore } from './administration/administration.store.js';
import { identityStore } from './viewer/identity.store.js';
import { spentBudgetStore } from './spent-budget/spent-budget.store.js';
import { viewerStore } from './viewer/viewer.store.js';

/** Stores with all SQL of this service, created for each request. */
export function stores(tools: StoreTools) {
  return {
    access: accessStore(tools),
    accessRequests: accessRequestStore(tools),
    identity: identityStore(tools),
    spentBudgets: spentBudgetStore(tools),
    viewer: viewerStore(tools),
  };
}
export type Stores = ReturnType<typeof stores>;
