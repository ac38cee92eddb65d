/** Somebody in the demonstration, who speaks to the public door with a token of the development issuer. */
export interface Actor {
  /** The thing that a mutation made or changed. @throws Error when it was refused */
  does(mutation: string, input: Record<string, unknown>, selection: string): Promise<Thing>;
}

export interface Thing {
  id: string;
  version: number;
}

/** How the demonstration reaches the graph. */
export interface Stage {
  actor(role: string, of?: string): Promise<Actor>;
  /** @throws Error with the first error of the answer */
  ask(query: string, variables?: Record<string, unknown>): Promise<Record<string, unknown>>;
}

interface GraphAnswer {
  data?: Record<string, unknown> | null;
  errors?: { message: string }[];
}

/** @param address of the gateway */
export function openStage(address: string): Stage {
  async function post(path: string, body: object, headers: Record<string, string> = {}): Promise<unknown> {
    const response = await fetch(`${address}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });
    return response.json();
  }

  async function ask(query: string, variables: object = {}, headers: Record<string, string> = {}) {
    const { data, errors } = (await post('/graphql', { query, variables }, headers)) as GraphAnswer;
    if (errors?.length || !data) throw new Error(errors?.[0]?.message ?? 'no answer');
    return data;
  }

  return {
    ask,
    async actor(role, of) {
      const { access_token: token } = (await post('/development/token', {
        role,
        of: of === undefined ? [] : [of],
      })) as { access_token?: string };
      if (token === undefined) throw new Error(`no token for ${role}`);
      const headers = { authorization: `Bearer ${token}` };
      return {
        async does(mutation, input, object) {
          const type = `${mutation[0]!.toUpperCase()}${mutation.slice(1)}Input`;
          const data = await ask(
            `mutation ($input: ${type}!) { ${mutation}(input: $input) { ${object} { id version } problems { code message } } }`,
            { input },
            headers,
          );
          const payload = data[mutation] as Record<string, unknown> & {
            problems: { code: string; message: string }[];
          };
          const [problem] = payload.problems;
          if (problem) throw new Error(`${mutation}: ${problem.code}: ${problem.message}`);
          return payload[object] as Thing;
        },
      };
    },
  };
}
