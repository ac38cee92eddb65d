import type { SubgraphClient } from '#kernel/auth';
import { checkPrepared } from '#kernel/database';
import { startScheduler } from '#kernel/scheduler';
import type { SubgraphRuntime } from '#kernel/server';
import { parse } from 'graphql';
import { openSubgraphs, subgraphs } from '../../services/run.js';
import type { ImportGraph } from '../cli/import/graph.js';
import { createProgress } from './progress.js';
import { prepareWithProgress } from './load.js';
import { followBesides, openReadModels } from './read-models.js';
import { openDatabaseBesides, type Bootstrap } from '../bootstrap/bootstrap.js';
import { OperatorError } from '../settings/operator-error.js';
import { operator } from '../cli/operator.js';

const IMPORTS = 'imports';
const ACTOR = operator([
  'import:write',
  'import:oversee',
  'foreign-authority:write',
  'partnership:record',
  'partnership:write',
]);

/**
 * Opens the subgraphs, on the configured database or on that of a running program, which then does the work; otherwise
 * this process does.
 */
export async function openImportGraph(bootstrap: Bootstrap): Promise<ImportGraph> {
  const { config, shutdownHooks, log } = bootstrap;
  let isRunning = config.databaseUrl !== undefined;
  const database = await openDatabaseBesides(bootstrap, () => (isRunning = true));
  if (!isRunning) await prepareWithProgress(bootstrap, database, false);
  const runtimes = openSubgraphs(subgraphs, { ...database, poolSize: 4 }, log);
  const clients = new Map<string, SubgraphClient>(runtimes.map((runtime) => [runtime.name, runtime]));
  shutdownHooks.add(async () => void (await Promise.all(runtimes.map((runtime) => runtime.close()))));
  const imports = clients.get(IMPORTS) as SubgraphRuntime;
  await checkPrepared(imports.subgraph, imports.pool, database);
  // PostgreSQL outlives a program that was killed: what answers may have nobody who keeps its tables up to date.
  if (isRunning) followBesides(bootstrap, database, clients);
  else await openReadModels(bootstrap, database, clients);
  // Whoever holds the lock of the job does the work: a running program, or this process.
  const scheduler = await startScheduler(imports, imports.subgraph.jobs, database, log, undefined, clients);
  shutdownHooks.add(() => scheduler.close());

  async function ask<Data>(
    subgraph: string,
    operation: string,
    variables: Record<string, unknown> = {},
  ): Promise<Data> {
    const { data, errors } = await clients.get(subgraph)!.execute({
      document: parse(operation),
      variables,
      caller: { actor: ACTOR, language: 'EN', requestId: 'command-line' },
    });
    const [error] = errors ?? [];
    if (error) throw new OperatorError(error.message, { cause: error });
    // As over HTTP: date-times become text.
    return JSON.parse(JSON.stringify(data)) as Data;
  }

  return {
    ask,
    progress: createProgress(bootstrap.say, 'Import:', ''),
    async mutate<Payload>(mutation: string, selection: string, input: Record<string, unknown>) {
      const type = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input`;
      type Payloads = Record<string, Payload & { problems: { message: string; field: string[] }[] }>;
      const payloads = await ask<Payloads>(
        IMPORTS,
        `mutation ($input: ${type}!) { ${mutation}(input: $input) { ${selection} problems { message field } } }`,
        { input },
      );
      const payload = payloads[mutation]!;
      if (payload.problems.length)
        throw new OperatorError(
          payload.problems
            .map(({ message, field }) => `${field.slice(1).join('.')}: ${message}`.replace(/^: /, ''))
            .join('\n'),
        );
      return payload;
    },
  };
}
