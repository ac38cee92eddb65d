import type { StoreTools } from '#kernel/context';
import { expertiseStore } from './expertise/expertise.store.js';
import { labelApplicationStore } from './label-application/label-application.store.js';
import { labelStore } from './label/label.store.js';
import { themeStore } from './theme/theme.store.js';

/** Stores of this service, which hold all its SQL; created for each request, since they cache and know the actor. */
export function stores(tools: StoreTools) {
  return {
    themes: themeStore(tools),
    expertises: expertiseStore(tools),
    labels: labelStore(tools),
    labelApplications: labelApplicationStore(tools),
  };
}
export type Stores = ReturnType<typeof stores>;
