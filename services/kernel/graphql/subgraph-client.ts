import type { DocumentNode, ExecutionResult } from 'graphql';
import type { Caller } from '../auth/caller.js';

export interface SubgraphCall {
  document: DocumentNode;
  variables?: Record<string, unknown>;
  operationName?: string;
  caller: Caller;
  signal?: AbortSignal;
}

/** Results of a subscription, one for each event. The last one has errors and no data when it broke off. */
export interface LiveResults extends AsyncIterableIterator<LiveResult> {
  /** How far it has come, past what was not wanted too: a feed cursor, also before the first event. */
  readonly cursor: string;
}

/** The result of one event. */
export interface LiveResult extends ExecutionResult {
  /** `cursor`: how far the subscription is with it. */
  extensions?: { cursor?: string };
}

export interface SubscribeCall extends SubgraphCall {
  /** Goes on after this cursor, whatever the operation says: it broke off there. */
  resumeAfter?: string;
}

/** One way to a subgraph: in this process or over HTTP. Whoever holds it cannot tell which. */
export interface SubgraphClient {
  readonly name: string;
  execute(call: SubgraphCall): Promise<ExecutionResult>;
  /** @returns a result with errors when there is nothing to follow */
  subscribe(call: SubscribeCall): Promise<LiveResults | ExecutionResult>;
  /** Rejects with the reason when the subgraph or its database cannot answer. */
  ready(): Promise<void>;
  close(): Promise<void>;
}
