import type { Span } from '../tracing/tracer.js';
import type { Actor } from './actor.js';
import type { LanguageCode } from '../values/language.js';

/** Counters of one public request. */
export interface Statistics {
  sqlStatements: number;
  subgraphRequests: number;
  /** SQL statements by subgraph name. */
  bySubgraph: Record<string, number>;
}

export const noStatistics = (): Statistics => ({ sqlStatements: 0, subgraphRequests: 0, bySubgraph: {} });

/** Adds the counters of a part of a request. */
export function addStatistics(total: Statistics, part: Statistics): void {
  total.sqlStatements += part.sqlStatements;
  total.subgraphRequests += part.subgraphRequests;
  for (const [subgraph, count] of Object.entries(part.bySubgraph))
    total.bySubgraph[subgraph] = (total.bySubgraph[subgraph] ?? 0) + count;
}

/** Counts an SQL statement of a subgraph, when the request has counters. */
export function countStatement({ statistics }: Pick<Caller, 'statistics'>, subgraph: string): void {
  if (!statistics) return;
  statistics.sqlStatements += 1;
  statistics.bySubgraph[subgraph] = (statistics.bySubgraph[subgraph] ?? 0) + 1;
}

/** Span that others go under: of this process, or of the gateway. */
export type ParentSpan = Pick<Span, 'traceparent' | 'child'> & Partial<Pick<Span, 'end'>>;

/** Metadata of every request to a subgraph, in process or signed over HTTP. */
export interface Caller {
  actor: Actor;
  /** Language of labels when a field has no `lang` argument. */
  language: LanguageCode;
  requestId: string;
  /** Fencing token of a job that calls another subgraph; absent for requests of people and partners. */
  fence?: Fence | undefined;
  statistics?: Statistics;
  /** Whether the client gets the counters with its answer. It stays in the gateway. */
  diagnostics?: boolean;
  /** Span under which the request is traced; absent where it is not. Its place in the trace travels in a header. */
  span?: ParentSpan;
  /** Budget of the client; absent where there is none. It stays in the gateway. */
  rateLimit?: RateLimit;
}

/**
 * Fencing token: a mutation with a lower number than one before it, of the same work, is refused. A process that was
 * suspended, and goes on while another one does its work, so writes nothing.
 */
export interface Fence {
  /** Id of what is worked on. */
  work: string;
  number: number;
}

/** Budget of a client in the minute under way, as `Query.rateLimit` shows it. */
export interface RateLimit {
  /** Cost that the client may spend in a minute. */
  limit: number;
  /** What is left of it until {@link resetAt}. */
  remaining: number;
  /** When the whole budget is there again. */
  resetAt: Date;
  /** What the operation of this request costs. */
  cost: number;
}
