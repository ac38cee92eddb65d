/** Client of the graph in the demonstration, with a token of the development issuer. */
export interface Actor {
  /** Runs a mutation. @returns the entity that it created or changed @throws Error with the first problem or error */
  mutate(mutation: string, input: Record<string, unknown>, selection: string): Promise<Entity>;
}

export interface Entity {
  id: string;
  version: number;
}

/** Access of the demonstration to the graph. */
export interface DemoGraph {
  /** Creates a client with this role. @param of id of what the role is limited to */
  actor(role: string, of?: string): Promise<Actor>;
  /** Runs an anonymous query. @throws Error with the first error of the result */
  query(query: string, variables?: Record<string, unknown>): Promise<Record<string, unknown>>;
}

interface GraphAnswer {
  data?: Record<string, unknown> | null;
  errors?: { message: string }[];
}

/** @param address of the gateway */
export function openDemoGraph(address: string): DemoGraph {
  async function post(path: string, body: object, headers: Record<string, string> = {}): Promise<unknown> {
    const response = await fetch(`${address}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });
    return response.json();
  }

  async function execute(query: string, variables: object = {}, headers: Record<string, string> = {}) {
    const { data, errors } = (await post('/graphql', { query, variables }, headers)) as GraphAnswer;
    if (errors?.length || !data) throw new Error(errors?.[0]?.message ?? 'The result has no data');
    return data;
  }

  return {
    query: execute,
    async actor(role, of) {
      const { access_token: token } = (await post('/development/token', {
        role,
        of: of === undefined ? [] : [of],
      })) as { access_token?: string };
      if (token === undefined) throw new Error(`The development issuer gave no token for ${role}`);
      const headers = { authorization: `Bearer ${token}` };
      return {
        async mutate(mutation, input, object) {
          const type = `${mutation[0]!.toUpperCase()}${mutation.slice(1)}Input`;
          const data = await execute(
            `mutation ($input: ${type}!) { ${mutation}(input: $input) { ${object} { id version } problems { code message } } }`,
            { input },
            headers,
          );
          const payload = data[mutation] as Record<string, unknown> & {
            problems: { code: string; message: string }[];
          };
          const [problem] = payload.problems;
          if (problem) throw new Error(`${mutation}: ${problem.code}: ${problem.message}`);
          return payload[object] as Entity;
        },
      };
    },
  };
}
