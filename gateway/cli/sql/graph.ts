import { readFileSync } from 'node:fs';
import type { SubgraphClient } from '#kernel/auth';
import { checkPrepared, recordStatements, type RecordedStatement } from '#kernel/database';
import { openSubgraphs, subgraphs } from '../../../services/run.js';
import type { Example } from '../../operation/examples.js';
import { NODES, nodeSubgraphClient } from '../../node-subgraph/nodes.js';
import { OperatorError } from '../../settings/operator-error.js';
import { callerOf } from '../../operation/caller.js';
import { openPipeline } from '../../operation/open-pipeline.js';
import { errorsIn } from '../../operation/pipeline.js';
import { openDatabaseBesides, type Bootstrap } from '../../bootstrap/bootstrap.js';

const SCHEMA = new URL('../../../../schema/', import.meta.url);
const read = (file: string) => readFileSync(new URL(file, SCHEMA), 'utf8');

/** A graph in this process that records its SQL statements. */
export interface RecordedGraph {
  /** Executes an operation. @returns the statements of the subgraphs @throws OperatorError when the operation fails */
  statementsOf(operation: Pick<Example, 'query' | 'variables'>): Promise<RecordedStatement[]>;
  /**
   * Plans a statement as the role of its subgraph, in a read-only transaction.
   * @param analyze executes the statement, for times and buffers
   * @returns null for statements that are not reads, such as `BEGIN` or a statement that writes
   */
  planOf(statement: RecordedStatement, analyze: boolean): Promise<string[] | null>;
}

/**
 * Opens the graph on the configured database, or on the embedded one, which may serve another process. It must be loaded.
 * @param bootstrap its shutdown hooks close what this opens
 */
export async function openRecordedGraph(bootstrap: Bootstrap): Promise<RecordedGraph> {
  const { config, shutdownHooks, log } = bootstrap;
  const database = await openDatabaseBesides(bootstrap);
  const runtimes = openSubgraphs(subgraphs, { ...database, poolSize: 2 }, log);
  shutdownHooks.add(
    async () => void (await Promise.all(runtimes.map((subgraphRuntime) => subgraphRuntime.close()))),
  );
  let recorded: RecordedStatement[] = [];
  for (const { name, pools } of runtimes)
    for (const pool of pools) recordStatements(pool, name, (statement) => recorded.push(statement));
  for (const { subgraph, pool } of runtimes) await checkPrepared(subgraph, pool, database);
  const clients = new Map<string, SubgraphClient>(
    runtimes.map((subgraphRuntime) => [subgraphRuntime.name, subgraphRuntime]),
  );
  const sdl = Object.fromEntries(runtimes.map(({ name }) => [name, read(`subgraphs/${name}.graphql`)]));
  clients.set(NODES, nodeSubgraphClient(sdl, clients, config.secrets));
  const { pipeline, planner } = openPipeline(config, clients, log);
  shutdownHooks.add(() => planner.close());
  return {
    async statementsOf({ query, variables }) {
      recorded = [];
      const caller = callerOf({}, { newRequestId: () => 'sql', diagnostics: false });
      const answer = await pipeline.answer({ query, variables }, caller);
      const errors = errorsIn(answer);
      if (errors)
        throw new OperatorError(
          `The operation fails for an anonymous client:\n${errors.map(({ message }) => `  ${message}`).join('\n')}`,
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

/** SQLSTATE of a statement that would write in a read-only transaction. */
const READ_ONLY_TRANSACTION = '25006';
