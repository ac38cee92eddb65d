import { QueryPlanner } from '@graphql-hive/router-query-planner';
import type { PlanningReply, PlanningRequest } from './messages.js';

// The child process that plans texts of clients: a text that crashes the native planner ends this process, not the gateway.

let planner: QueryPlanner | undefined;

process.on('message', (request: PlanningRequest) => {
  const reply = (answer: PlanningReply) => process.send!(answer);
  if ('supergraph' in request) {
    planner = new QueryPlanner(request.supergraph);
    return reply({ isReady: true });
  }
  planner!
    .planAsync(request.text, undefined, new Set(), 0)
    .then((plan) => reply({ plan }))
    .catch((error: Error) => reply({ error: error.message }));
});
// It ends with the gateway, which may still finish what is in flight after a signal to both.
process.on('disconnect', () => process.exit());
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => {});
