import 'reflect-metadata';

export { jobsSchemaOf, prepareJobs, startJobs, type JobDefinition, type JobTools } from './scheduler.js';
