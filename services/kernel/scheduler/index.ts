// The door of the scheduler: jobs of a subgraph, each once per span of time whatever the number of replicas.
export type { JobDefinition, JobTools } from './job.js';
export { startScheduler, type Scheduler, type SchedulerTiming } from './scheduler.js';
