import type { ProjectionDefinition } from '#kernel/projections';
import { copyForeignAuthorities } from './foreign-authority/foreign-authority.projection.js';
import { copyFrenchAuthorities } from './french-authority/french-authority.projection.js';

/** Projector that copies French and foreign authorities from the outbox of the authorities subgraph. */
export const copiedAuthorities: ProjectionDefinition = {
  sources: ['authorities'],
  version: 2,
  async apply(changes, client) {
    await copyFrenchAuthorities(changes, client);
    await copyForeignAuthorities(changes, client);
  },
};
