import { ask } from './graph.js';
import { Listener, type SubscriptionResult } from './subscription-clients.js';

/** What an operation is answered, without the statistics of the door. */
export interface DoorAnswer {
  data?: unknown;
  errors?: SubscriptionResult['errors'];
}

/** Sends an operation, and returns its one answer. */
export type Door = (query: string, variables: Record<string, unknown>) => Promise<DoorAnswer>;

/** The doors of a graph, with their names. */
export const doorsOf = (graph: () => string): [name: string, door: Door][] => [
  ['POST', async (query, variables) => plain(await ask(query, variables, { graph: graph() }))],
  [
    'GET',
    async (query, variables) => {
      const parameters = new URLSearchParams({ query, variables: JSON.stringify(variables) });
      return plain((await (await fetch(`${graph()}/graphql?${parameters}`)).json()) as DoorAnswer);
    },
  ],
  ['a WebSocket', async (query, variables) => one(Listener.socket(graph(), query, variables))],
  ['an event stream', async (query, variables) => one(Listener.events(graph(), query, variables))],
];

async function one(listener: Listener): Promise<DoorAnswer> {
  await listener.changed();
  const [result = listener.end as DoorAnswer] = listener.results;
  await listener.leave();
  return plain(result);
}

const plain = ({ data, errors }: DoorAnswer): DoorAnswer => (errors?.length ? { data, errors } : { data });
