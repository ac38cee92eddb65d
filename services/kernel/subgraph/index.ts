import 'reflect-metadata';

export type { Reference } from './federation.js';
export { defineEntity, defineSubgraph, type Subgraph } from './subgraph.js';
