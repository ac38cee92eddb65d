// The door of the scheduler: jobs of a subgraph, each once per span of time whatever the number of replicas.
export type { JobDefinition, JobTools } from './job.js';
export { SCHEDULED_RUN_DDL } from './scheduled-runs.js';
export { startScheduler, type Scheduler, type SchedulerTiming } from './scheduler.js';
