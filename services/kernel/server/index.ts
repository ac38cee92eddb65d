import 'reflect-metadata';

export { closeGracefully } from './graceful.js';
export { openHttpDoor } from './http-subgraph-client.js';
export { openRoom, type Room } from './runtime.js';
export { readBody } from './read-body.js';
export { listen, serveRoom, type RunningServer } from './serve.js';
export { maintenance } from './maintenance.js';
export { prepareDatabase } from './prepare-database.js';
