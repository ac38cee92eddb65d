import 'reflect-metadata';

export { projectedTable, writeProjected, type EventFields, type ProjectedTable } from './projected-table.js';
export { readCheckpoints, type Checkpoint } from './checkpoint.js';
export { Projector, lockProjectors, openProjector, type ProjectionDefinition } from './projector.js';
export { isEmpty, isOutdated, rebuildReadModel } from './rebuild.js';
export { readCheckpointsOf } from './checkpoint-client.js';
