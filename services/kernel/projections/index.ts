import 'reflect-metadata';

export { readCheckpoints, type Checkpoint } from './checkpoint.js';
export { Projector, lockProjectors, openProjector, type ProjectionDefinition } from './projector.js';
export { isEmpty, isOutdated, rebuildReadModel } from './rebuild.js';
export { readCheckpointsOf } from './checkpoint-client.js';
