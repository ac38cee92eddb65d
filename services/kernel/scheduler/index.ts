export type { JobDefinition, JobTools } from './job.js';
export { startScheduler, type Scheduler, type SchedulerTiming } from './scheduler.js';
