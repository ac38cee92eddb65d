import type { Permission } from '#kernel';
import { ROLES, type Role } from './roles.js';

/** A role as it was granted. */
export interface Grant {
  role: Role;
  /** Ids of the things to which it is confined; empty: it is not. */
  of: readonly string[];
}

/** @param scopes those to which they are confined; null: to none */
export function permissionsOf(grants: readonly Grant[], scopes: readonly string[] | null): Permission[] {
  const found = new Map<string, Permission>();
  for (const { role, of } of grants)
    for (const scope of ROLES[role].scopes) {
      if (scopes && !scopes.includes(scope)) continue;
      for (const one of of.length ? of : [null]) found.set(`${scope} ${one}`, { scope, of: one });
    }
  return [...found.values()];
}
