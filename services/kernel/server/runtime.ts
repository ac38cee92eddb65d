import type { ExecutionResult } from 'graphql';
import type { Pool, QueryConfig } from 'pg';
import type { Logger } from 'pino';
import type { SubgraphCall, SubgraphClient } from '../auth/subgraph-client.js';
import { dataSourceOn, openPool, type DatabaseOptions } from '../database/database.js';
import { errorText, publicError } from '../errors/errors.js';
import { createExecutor, type ExecuteOperation } from '../graphql/execute.js';
import { CursorCodec } from '../lists/pagination.js';
import { ReferenceTables } from '../database/reference-tables.js';
import { RunningCalls } from './running-calls.js';
import { createSubscriber } from '../subscriptions/subscribe.js';
import type { Subgraph } from '../subgraph/subgraph.js';
import { inSpan } from '../tracing/tracer.js';
import type { Context } from '../context/context.js';
import { createFeedTailer } from '../outbox/feed-tailer.js';
import { createRevisionWatcher } from '../outbox/revision-watcher.js';

/** Open subgraph with its database; also the in-process client of it. */
export interface SubgraphRuntime extends SubgraphClient {
  readonly subgraph: Subgraph;
  readonly pool: Pool;
  /** All pools that answer operations: the one above, and the one for statements that are planned once. */
  readonly pools: readonly Pool[];
  context(caller: SubgraphCall['caller']): Context<unknown>;
}

/** Connections for statements that are planned once: each keeps their plans. */
export const PLANNED_ONCE_CONNECTIONS = 4;
/**
 * Longest time in milliseconds that closing waits for calls of which nobody awaits the answer any longer: they begin no
 * further read, and end with the statement that they wait for.
 */
export const CLOSING_GRACE_MS = 10_000;

/** Opens a subgraph: its connection pool, feed tailer, revision watcher and executor. Connects to the database at the first statement. */
export function openSubgraph(subgraph: Subgraph, options: DatabaseOptions, log: Logger): SubgraphRuntime {
  const pool = openPool(subgraph, options);
  const plannedOnce = openPool(subgraph, { ...options, poolSize: PLANNED_ONCE_CONNECTIONS, plansOnce: true });
  const feedTailer = createFeedTailer(subgraph, options, log);
  const revisions = createRevisionWatcher(subgraph, pool, options, log);
  const cursors = new CursorCodec(options.secret);
  const dataSource = dataSourceOn(subgraph, pool, options);
  const calls = new RunningCalls();
  const away = () => publicError('SUBGRAPH_UNAVAILABLE', errorText('SUBGRAPH_AWAY', { name: subgraph.name }));
  const tools = {
    pool,
    beforeRead() {
      if (calls.isClosing) throw away();
    },
    plannedOnce,
    dataSource,
    cursors,
    tables: new ReferenceTables(pool, subgraph.name),
    feedTailer,
    revisions,
  };
  const ownLog = log.child({ subgraph: subgraph.name });
  const executeOpen = createExecutor(subgraph.schema(), ownLog);
  /** The gateway may go on with an operation that its client has left, and call subgraphs that are closed. */
  const execute: ExecuteOperation = async (...call) =>
    calls.isClosing ? { errors: [away()] } : calls.run(() => executeOpen(...call));
  const subscribe = createSubscriber(subgraph.schema(), execute, ownLog);
  const runtime: SubgraphRuntime = {
    name: subgraph.name,
    subgraph,
    pool,
    pools: [pool, plannedOnce],
    context: (caller) => subgraph.context(tools, caller),
    execute(call): Promise<ExecutionResult> {
      const span = call.caller.span?.child(`subgraph ${subgraph.name}`, 'SERVER');
      if (!span) return execute(call, runtime.context(call.caller));
      const context = runtime.context({ ...call.caller, span });
      return inSpan(span, () => execute(call, context));
    },
    subscribe: (call) => subscribe(call, runtime.context(call.caller)),
    async ready() {
      // `query_timeout` is an option of pg that its types leave out: a database that hangs must not block the check.
      await pool.query({ text: 'SELECT /* ready */ 1', query_timeout: 2_000 } as QueryConfig);
    },
    async close() {
      const left = await calls.close(CLOSING_GRACE_MS);
      if (left) ownLog.warn({ calls: left }, 'closed before all calls were answered');
      await revisions.close();
      await feedTailer.close();
      await plannedOnce.end();
      await pool.end();
    },
  };
  return runtime;
}
