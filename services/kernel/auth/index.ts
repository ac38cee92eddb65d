import 'reflect-metadata';

export {
  ANONYMOUS,
  actorShape,
  permissionLevel,
  forbidden,
  isPermitted,
  canCreate,
  canWrite,
  scopeTargets,
  requirePermission,
  requirePermissionToCreate,
  type Actor,
  type Permission,
} from './actor.js';
export { hashOfApiKey, isApiKey, looksLikeApiKey, newApiKey, shownOfApiKey } from './api-key.js';
export {
  addStatistics,
  noStatistics,
  type Caller,
  type Fence,
  type RateLimit,
  type Statistics,
} from './caller.js';
export {
  Authenticated,
  RequiresScopes,
  enforceRequirement,
  requirementOf,
  type Requirement,
} from './permissions.js';
export type {
  LiveResult,
  LiveResults,
  SubgraphCall,
  SubgraphClient,
  SubscribeCall,
} from './subgraph-client.js';
