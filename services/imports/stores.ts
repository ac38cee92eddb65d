import type { StoreTools } from '#kernel/context';
import { importRowStore } from './import-row/import-row.store.js';
import { importStore } from './import/import.store.js';

/** Stores with all SQL of this service, created for each request. */
export function stores(tools: StoreTools) {
  return { imports: importStore(tools), importRows: importRowStore(tools) };
}
export type Stores = ReturnType<typeof stores>;
