import { permissionLevel, type Permission } from '#kernel/auth';
import { ROLES, type Role } from '../role-grant/roles.js';

/** Active grant of a role. */
export interface Grant {
  role: Role;
  /** Ids to which the grant is restricted; empty: it is not restricted. */
  of: readonly string[];
  /** Ids among `of` of authorities that are closed. */
  closed?: readonly string[];
  /** Ids of closed predecessors of the open authorities in `of`, through any number of mergers. */
  takenOver?: readonly string[];
}

/**
 * Permissions that follow from grants.
 * @param scopes scopes to which the API key is restricted; null: not restricted
 */
export function permissionsOf(grants: readonly Grant[], scopes: readonly string[] | null): Permission[] {
  const strongest = new Map<string, Permission>();
  const add = (permission: Permission) => {
    const key = `${permission.scope} ${permission.of}`;
    const known = strongest.get(key);
    // Of several permissions for the same entity, the one with the highest level wins.
    if (!known || permissionLevel(permission) > permissionLevel(known)) strongest.set(key, permission);
  };
  for (const { role, of, closed = [], takenOver = [] } of grants)
    for (const scope of ROLES[role].scopes) {
      if (scopes && !scopes.includes(scope)) continue;
      for (const id of of.length ? of : [null])
        add(id !== null && closed.includes(id) ? { scope, of: id, closed: 'CLOSED' } : { scope, of: id });
      for (const id of takenOver) add({ scope, of: id, closed: 'SUCCESSOR' });
    }
  return [...strongest.values()];
}
