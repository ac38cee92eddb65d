import type { StoreTools } from '#kernel';
import { identityStore } from './identity.store.js';
import { viewerStore } from './viewer.store.js';

/** All SQL of this service; made anew for each request. */
export function stores(tools: StoreTools) {
  return { identity: identityStore(tools), viewer: viewerStore(tools) };
}
export type Stores = ReturnType<typeof stores>;
