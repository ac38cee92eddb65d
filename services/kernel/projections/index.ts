import 'reflect-metadata';

export { readPositions, type ReadPosition } from './checkpoint.js';
export { Follower, lockFollowers, openFollower, type ReadModelDefinition } from './projector.js';
export { isOutdated, rebuildReadModel } from './rebuild.js';
export { feedPositions } from './checkpoint-client.js';
