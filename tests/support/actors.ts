import { GRAPH } from './graph.js';

export type RoleName =
  | 'PARTNER'
  | 'ANALYST'
  | 'AUTHORITY_EDITOR'
  | 'FOREIGN_AUTHORITY'
  | 'GROUP_MANAGER'
  | 'CONTRIBUTOR'
  | 'REVIEWER'
  | 'ADMINISTRATOR';

const tokens = new Map<string, Promise<string>>();

/**
 * Headers of a person with a role, with a token of the development issuer.
 * @param role null for a person without a role
 * @param of ids to which the role is limited
 * @param options.name distinguishes persons with the same role
 */
export async function headersOf(
  role: RoleName | null,
  of: readonly string[] | string = [],
  options: { graph?: string; name?: string } = {},
): Promise<{ authorization: string }> {
  return { authorization: `Bearer ${await tokenFor(role, of, options)}` };
}

/** Access token of a person with a role, from the cache or the development issuer. */
export function tokenFor(
  role: RoleName | null,
  of: readonly string[] | string = [],
  { graph = GRAPH, name }: { graph?: string; name?: string } = {},
): Promise<string> {
  const wanted = JSON.stringify({ role, of: [of].flat(), name });
  const key = `${graph} ${wanted}`;
  let token = tokens.get(key);
  if (!token) tokens.set(key, (token = ask(graph, wanted)));
  return token;
}

async function ask(graph: string, wanted: string): Promise<string> {
  const response = await fetch(`${graph}/development/token`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: wanted,
  });
  const text = await response.text();
  if (response.status !== 200) throw new Error(`no token: ${response.status} ${text}`);
  return (JSON.parse(text) as { access_token: string }).access_token;
}
