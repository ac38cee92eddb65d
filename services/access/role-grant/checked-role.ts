import { badUserInput, expected } from '#kernel/errors';
import { requireId } from '#kernel/values';
import { MAX_IDS, ROLES, type Role } from './roles.js';

/**
 * Validates a role with the ids to which its grant is restricted; returns the ids sorted, each once.
 * @param path prefix of the argument names in errors, such as `input.`
 * @throws BAD_USER_INPUT for an unknown role, a missing, superfluous or invalid id, or more than MAX_IDS ids
 */
export function checkedRole(role: string, ids: readonly string[], path = ''): { role: Role; of: string[] } {
  if (!Object.hasOwn(ROLES, role))
    throw badUserInput({
      argument: `${path}role`,
      expected: expected('ONE_OF', { values: Object.keys(ROLES).join(', ') }),
    });
  const { of: type } = ROLES[role as Role];
  if (type === null && ids.length)
    throw badUserInput({ argument: `${path}of`, expected: expected('NO_IDS', { role }) });
  if (type !== null && (!ids.length || ids.length > MAX_IDS))
    throw badUserInput({ argument: `${path}of`, expected: expected('IDS_OF_TYPE', { max: MAX_IDS, type }) });
  const of = type === null ? [] : ids.map((id, at) => requireId(type, id, `${path}of.${at}`));
  return { role: role as Role, of: [...new Set(of)].sort() };
}
