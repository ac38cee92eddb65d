import { defineEntity } from '#kernel/subgraph';
import { DatasetCoverageResolver, DatasetResolver } from './dataset.resolver.js';
import { Dataset, DatasetCoverage } from './dataset.type.js';
import { RELEASE } from './release.js';
import type { Stores } from '../stores.js';

export const dataset = defineEntity<Stores>({
  types: [Dataset, DatasetCoverage],
  resolvers: [DatasetResolver, DatasetCoverageResolver],
  resolveReference: { Dataset: ({ id }) => (id === RELEASE.id ? RELEASE : null) },
});
