import { howFar, type Permission } from '#kernel/auth';
import { ROLES, type Role } from '../role-grant/roles.js';

/** A role as it was granted. */
export interface Grant {
  role: Role;
  /** Ids of the things to which it is confined; empty: it is not. */
  of: readonly string[];
  /** Those of them that are closed. */
  closed?: readonly string[];
  /** Things that are closed and that those of them which are not took over, through any number of successors. */
  takenOver?: readonly string[];
}

/** @param scopes those to which they are confined; null: to none */
export function permissionsOf(grants: readonly Grant[], scopes: readonly string[] | null): Permission[] {
  const found = new Map<string, Permission>();
  const add = (permission: Permission) => {
    const key = `${permission.scope} ${permission.of}`;
    const known = found.get(key);
    // Of several ways, the one that reaches farthest.
    if (!known || howFar(permission) > howFar(known)) found.set(key, permission);
  };
  for (const { role, of, closed = [], takenOver = [] } of grants)
    for (const scope of ROLES[role].scopes) {
      if (scopes && !scopes.includes(scope)) continue;
      for (const one of of.length ? of : [null])
        add(one !== null && closed.includes(one) ? { scope, of: one, closed: 'OWN' } : { scope, of: one });
      for (const one of takenOver) add({ scope, of: one, closed: 'TAKEN_OVER' });
    }
  return [...found.values()];
}
