import 'reflect-metadata';

export {
  ANONYMOUS,
  actorShape,
  howFar,
  isPermitted,
  mayBegin,
  mayWrite,
  reachOf,
  requirePermission,
  requirePermissionToBegin,
  type Actor,
  type Permission,
} from './actor.js';
export { hashOfApiKey, isApiKey, looksLikeApiKey, newApiKey, shownOfApiKey } from './api-key.js';
export { noStatistics, type Caller, type Statistics } from './caller.js';
export { Authenticated, RequiresScopes, requireOf, requirementOf, type Requirement } from './permissions.js';
