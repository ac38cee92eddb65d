import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { ANONYMOUS, type SubgraphClient } from '#kernel/auth';
import type { SubgraphRuntime } from '#kernel/server';
import { buildSchema, type ExecutionResult } from 'graphql';
import { readFileSync } from 'node:fs';
import { pino } from 'pino';
import { NODES, nodeSubgraphClient } from '../../../gateway/node-subgraph/nodes.js';
import { openPipeline } from '../../../gateway/operation/open-pipeline.js';
import { readConfig } from '../../../gateway/settings/config.js';
import { openSubgraphs, subgraphs } from '../../../services/run.js';
import { GRAPH } from '../../support/graph.js';
import { NaiveGraph } from '../../support/oracle/naive-graph.js';
import { OperationGenerator } from '../../support/oracle/operations.js';
import { findEntities } from '../../support/paths/known-entities.js';
import { Shape, isGuarded } from '../../support/paths/shape.js';
import { Values } from '../../support/paths/values.js';
import { DEPTH, SEED, deep } from '../../support/random/depth.js';
import { Random } from '../../support/random/random.js';

// Any valid operation is answered as the GraphQL specification says: generated operations, compared with a reference that
// asks the subgraphs for one field at a time.

const schema = (file: string) => readFileSync(new URL(`../../../../schema/${file}`, import.meta.url), 'utf8');
const log = pino({ level: 'silent' });
// Few connections: the reference asks for many fields at once, beside the pools of the shared graph.
const database = { url: process.env.TEST_DATABASE!, secret: process.env.TEST_SECRET!, poolSize: 2 };
const OPERATIONS = deep(1_000, 100);

let runtimes: SubgraphRuntime[] = [];
let graph: ReturnType<typeof openPipeline>;
let naive: NaiveGraph;
const caller = { actor: ANONYMOUS, language: 'FR' as const, requestId: 'any-operation' };

beforeAll(() => {
  runtimes = openSubgraphs(subgraphs, database, log);
  const clients = new Map<string, SubgraphClient>(runtimes.map((runtime) => [runtime.name, runtime]));
  const sdl = Object.fromEntries(subgraphs.map(({ name }) => [name, schema(`subgraphs/${name}.graphql`)]));
  clients.set(NODES, nodeSubgraphClient(sdl, clients, database.secret));
  graph = openPipeline(readConfig({ MAX_COST: '1000000', MAX_ALIASES: '1000' }), clients, log);
  naive = new NaiveGraph(
    schema('supergraph.graphql'),
    schema('api.graphql'),
    (subgraph, document, variables) => clients.get(subgraph)!.execute({ document, variables, caller }),
  );
});
afterAll(async () => {
  await graph?.planner.close();
  await Promise.all(runtimes.map((runtime) => runtime.close()));
});

/** What must be equal: the data to the byte, and the places and codes of the errors. */
function essence({ data, errors = [] }: ExecutionResult): { data: string; errors: string[] } {
  const places = errors.map(({ path, extensions }) => `${path?.join('.')} ${String(extensions?.code)}`);
  return { data: JSON.stringify(data), errors: [...new Set(places)].sort() };
}

it(
  'is answered as by a reference that asks for one field at a time',
  async () => {
    const api = buildSchema(schema('api.graphql'));
    const things = await findEntities(new Shape(api, []), GRAPH, {});
    const random = new Random(SEED);
    const values = new Values(random, things);
    const generator = new OperationGenerator(random, {
      schema: api,
      argumentsOf: (field) => values.of(field),
      isSelectable: (field) => !isGuarded(field),
    });
    const counts = { compared: 0, refused: 0, withErrors: 0 };
    for (let number = 0; number < OPERATIONS; number += 1) {
      const { text, document, variables } = generator.next();
      const answer = await graph.pipeline.answer({ query: text, variables }, caller);
      if (answer.kind !== 'EXECUTED') {
        // Limits are tested elsewhere; nothing else may be refused.
        if (answer.kind === 'REFUSED')
          expect(answer.errors[0]!.extensions.code).toMatch(/OPERATION_LIMIT|BAD_USER/);
        counts.refused += 1;
        continue;
      }
      const expected = await naive.execute(document, variables);
      counts.compared += 1;
      if (expected.errors) counts.withErrors += 1;
      const [found, wanted] = [essence(answer.result), essence(expected)];
      if (JSON.stringify(found) !== JSON.stringify(wanted))
        throw new Error(
          `Operation ${number} of seed ${SEED} is answered otherwise:\n${text}\n${JSON.stringify(variables)}\n${JSON.stringify(found)}\nby the reference:\n${JSON.stringify(wanted)}`,
        );
    }
    process.stdout.write(`any-operation, seed ${SEED}: ${JSON.stringify(counts)}\n`);
    // Most operations must be compared, or the test says nothing.
    expect(counts.compared).toBeGreaterThan(OPERATIONS / 2);
    // A thousand take two minutes on a quiet machine.
  },
  600_000 * Math.max(1, DEPTH),
);
