import { ANONYMOUS, type Actor, type Permission } from '#kernel/auth';
import type { SubgraphRuntime } from '#kernel/server';
import { parse } from 'graphql';

/** An actor with these permissions, as the gateway identifies one. */
export const somebody = (id: string, ...permissions: Permission[]): Actor => ({
  kind: 'PERSON',
  id,
  name: id,
  roles: [],
  permissions,
  expiresAt: null,
});

/** Executes a query on a subgraph directly. */
export async function querySubgraph(
  runtime: SubgraphRuntime,
  query: string,
  variables: Record<string, unknown> = {},
  actor: Actor = ANONYMOUS,
): Promise<{ data: any; errors: { message: string; extensions: { code: string } }[] }> {
  const { data, errors } = await runtime.execute({
    document: parse(query),
    variables,
    caller: { actor, language: 'EN', requestId: 'test' },
  });
  return JSON.parse(JSON.stringify({ data, errors: errors ?? [] }));
}
