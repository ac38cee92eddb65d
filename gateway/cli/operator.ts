import type { Actor } from '#kernel/auth';

/**
 * Actor of the command line: a user with this terminal has the database, and so the permissions of an administrator.
 * @param scopes that the command needs
 */
export const operator = (scopes: readonly string[]): Actor => ({
  kind: 'PERSON',
  id: 'command-line',
  name: 'Command line',
  roles: ['ADMINISTRATOR'],
  permissions: scopes.map((scope) => ({ scope, of: null })),
  expiresAt: null,
});
