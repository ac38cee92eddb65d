import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { checkPrepared, recordStatements, type RecordedStatement } from '#kernel/database';
import type { SubgraphClient } from '#kernel/graphql';
import { findEmbeddedPostgres } from '../../../services/embedded-postgres/index.js';
import { openSubgraphs, subgraphs } from '../../../services/run.js';
import type { Example } from '../../operation/examples.js';
import { NODES, nodeSubgraphClient } from '../../node-subgraph/nodes.js';
import { OperatorError } from '../../settings/operator-error.js';
import { createRuntime } from '../../operation/runtime.js';
import { databaseOptions, openDatabase, type Bootstrap } from '../../app/bootstrap.js';

const SCHEMA = new URL('../../../../schema/', import.meta.url);
const read = (file: string) => readFileSync(new URL(file, SCHEMA), 'utf8');

/** The graph in this process, with an eye on what it asks of PostgreSQL. */
export interface RecordedGraph {
  /** @returns what the operation made the subgraphs ask @throws OperatorError when the operation fails */
  statementsOf(operation: Pick<Example, 'query' | 'variables'>): Promise<RecordedStatement[]>;
  /**
   * The plan of a statement, by the role of its subgraph, in a transaction that cannot write.
   * @param analyze runs the statement, and gives times and buffers
   * @returns null for what is not a read, such as `BEGIN` or a statement that writes
   */
  planOf(statement: RecordedStatement, analyze: boolean): Promise<string[] | null>;
}

/**
 * On the configured database, or on the embedded one, which may serve another process meanwhile. It must be loaded.
 * @param bootstrap what it opens closes with the program
 */
export async function openRecordedGraph(bootstrap: Bootstrap): Promise<RecordedGraph> {
  const { config, shutdownHooks, log } = bootstrap;
  const running =
    config.databaseUrl === undefined
      ? await findEmbeddedPostgres(resolve(join(config.dataDir, 'postgres')), config.secret)
      : null;
  const database = running ? databaseOptions(config, running) : await openDatabase(bootstrap);
  const runtimes = openSubgraphs(subgraphs, { ...database, poolSize: 2 }, log);
  shutdownHooks.add(
    async () => void (await Promise.all(runtimes.map((subgraphRuntime) => subgraphRuntime.close()))),
  );
  let recorded: RecordedStatement[] = [];
  for (const { name, pool } of runtimes)
    recordStatements(pool, name, (statement) => recorded.push(statement));
  for (const { subgraph, pool } of runtimes) await checkPrepared(subgraph, pool, database);
  const clients = new Map<string, SubgraphClient>(
    runtimes.map((subgraphRuntime) => [subgraphRuntime.name, subgraphRuntime]),
  );
  const sdl = Object.fromEntries(runtimes.map(({ name }) => [name, read(`subgraphs/${name}.graphql`)]));
  clients.set(NODES, nodeSubgraphClient(sdl, clients, config.secret));
  const { runtime } = await createRuntime({
    ...config,
    supergraph: read('supergraph.graphql'),
    api: read('api.graphql'),
    clients,
    limits: config,
    log,
  });
  return {
    async statementsOf({ query, variables }) {
      recorded = [];
      const body = JSON.stringify({ query, variables });
      const request = { method: 'POST', headers: { 'content-type': 'application/json' }, body };
      const response = await runtime.fetch('http://gateway.internal/graphql', request);
      const { errors } = (await response.json()) as { errors?: { message: string }[] };
      if (errors)
        throw new OperatorError(
          `The operation fails, asked by nobody in particular:\n${errors.map(({ message }) => `  ${message}`).join('\n')}`,
        );
      return recorded;
    },
    async planOf({ subgraph, text, values }, analyze) {
      if (!/^(?:SELECT|WITH)\b/.test(text)) return null;
      const client = await runtimes.find(({ name }) => name === subgraph)!.pool.connect();
      try {
        await client.query('BEGIN READ ONLY');
        const { rows } = await client.query<{ 'QUERY PLAN': string }>(
          `EXPLAIN (${analyze ? 'ANALYZE, BUFFERS, ' : ''}FORMAT TEXT) ${text}`,
          [...values],
        );
        return rows.map((row) => row['QUERY PLAN']);
      } catch (error) {
        if ((error as { code?: string }).code === READ_ONLY_TRANSACTION) return null;
        throw error;
      } finally {
        await client.query('ROLLBACK');
        client.release();
      }
    },
  };
}

/** SQLSTATE of a statement that would write in a transaction that must not. */
const READ_ONLY_TRANSACTION = '25006';
