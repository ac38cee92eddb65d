import type { ProjectionDefinition } from '#kernel/projections';
import { copyClosedAuthorities } from './closed-authority/closed-authority.copy.js';
import { copyForeignAuthorities } from './foreign-authority/foreign-authority.copy.js';

/** Projects closed French authorities and all foreign ones from the outbox of the authorities subgraph. */
export const copiedAuthorities: ProjectionDefinition = {
  sources: ['authorities'],
  version: 2,
  async apply(changes, client) {
    await copyClosedAuthorities(changes, client);
    await copyForeignAuthorities(changes, client);
  },
};
