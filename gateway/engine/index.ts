export {
  Engine,
  type EngineOperation,
  type EngineOptions,
  type EngineRequest,
  type EngineResult,
  type EngineSubscription,
} from './engine.js';
export type { FetchFromSubgraph, SubgraphRequest } from './plan/run.js';
export type { Plan } from './planner/messages.js';
export { IsolatedPlanner, PlanningError } from './planner/isolated-planner.js';
export { ConditionError } from './normalise/conditions.js';
export { LimitError } from './normalise/limit-error.js';
export { rootFields } from './normalise/root-fields.js';
