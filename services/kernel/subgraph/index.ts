import 'reflect-metadata';

export type { Reference } from './federation.js';
export { defineSubgraph, type Context, type StoreTools, type Subgraph } from './subgraph.js';
