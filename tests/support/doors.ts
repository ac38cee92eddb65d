import { ANONYMOUS, type Actor, type Permission } from '#kernel/auth';
import type { Room } from '#kernel/server';
import { parse } from 'graphql';

/** Somebody with these permissions, as the gateway would have found out. */
export const somebody = (id: string, ...permissions: Permission[]): Actor => ({
  kind: 'PERSON',
  id,
  name: id,
  roles: [],
  permissions,
  expiresAt: null,
});

/** Asks a subgraph itself. */
export async function askRoom(
  room: Room,
  query: string,
  variables: Record<string, unknown> = {},
  actor: Actor = ANONYMOUS,
): Promise<{ data: any; errors: { message: string; extensions: { code: string } }[] }> {
  const { data, errors } = await room.execute({
    document: parse(query),
    variables,
    caller: { actor, language: 'EN', requestId: 'test' },
  });
  return JSON.parse(JSON.stringify({ data, errors: errors ?? [] }));
}
