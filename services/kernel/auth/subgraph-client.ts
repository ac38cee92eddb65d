import type { DocumentNode, ExecutionResult } from 'graphql';
import type { Caller } from '../auth/caller.js';

export interface SubgraphCall {
  document: DocumentNode;
  variables?: Record<string, unknown>;
  operationName?: string;
  caller: Caller;
  signal?: AbortSignal;
  /** `performance.now()` at which the caller gives the call up. */
  deadline?: number;
}

/** Results of a subscription, one for each event. When it was interrupted, the last one has errors and no data. */
export interface LiveResults extends AsyncIterableIterator<LiveResult> {
  /** Outbox cursor of its progress, skipped events included; set before the first event too. */
  readonly cursor: string;
}

/** Result of one event. */
export interface LiveResult extends ExecutionResult {
  /** `cursor`: progress of the subscription after this event. */
  extensions?: { cursor?: string };
}

export interface SubscribeCall extends SubgraphCall {
  /** Cursor after which an interrupted subscription resumes; overrides the `after` of the operation. */
  resumeAfter?: string;
}

/** Client of a subgraph, in process or over HTTP. */
export interface SubgraphClient {
  readonly name: string;
  execute(call: SubgraphCall): Promise<ExecutionResult>;
  /** @returns a result with errors when the subscription cannot start */
  subscribe(call: SubscribeCall): Promise<LiveResults | ExecutionResult>;
  /** Rejects with the reason when the subgraph or its database cannot answer. */
  ready(): Promise<void>;
  close(): Promise<void>;
}
