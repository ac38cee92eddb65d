import 'reflect-metadata';

export { disconnectionOf, isDisconnection } from './disconnection.js';
export { mostConnectionsOf } from './connections.js';
export { closeGracefully } from './graceful.js';
export { httpSubgraphClient } from './http-subgraph-client.js';
export { CLOSING_GRACE_MS, openSubgraph, type SubgraphRuntime } from './runtime.js';
export { readBody } from './read-body.js';
export { listen, serveSubgraph, type RunningServer } from './serve.js';
export { maintenance } from './maintenance.js';
export { prepareDatabase } from './prepare-database.js';
