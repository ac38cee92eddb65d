import 'reflect-metadata';

export type { Reference } from './federation.js';
export { defineSubgraph, type Subgraph } from './subgraph.js';
