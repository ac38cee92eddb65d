import type { ExecutionResult } from 'graphql';
import { LRUCache } from 'lru-cache';
import type { EngineOperation, EngineResult, FetchFromSubgraph } from '../../engine/index.js';
import { endOfDayInParis } from './day-in-paris.js';
import type { EncodedBody } from './encoded-body.js';
import type { Feeds } from './feeds.js';
import { KeptAnswer } from './kept-answer.js';
import { canonicalText } from './canonical-text.js';
import { SharedExecution } from './shared-execution.js';

/** Longest life of an answer: feeds tell of data, not of a subgraph that computes otherwise since its restart. */
const MAX_AGE_MS = 10 * 60_000;
/** How far the clocks of gateway and database may differ: an answer from just after midnight may be of the day before. */
const CLOCK_SKEW_MS = 10_000;
const MAX_ANSWERS = 10_000;

export interface AnswerCacheOptions {
  feeds: Feeds;
  /** Size of all answers together. */
  maxBytes: number;
  now?: () => number;
}

/** What a query is answered with. */
export interface CachedAnswer {
  result: ExecutionResult;
  /** The same as a response; undefined for an answer that is not kept. */
  body: EncodedBody | undefined;
  /** Age of an answer that was kept before; undefined for a new one. */
  ageMs: number | undefined;
}

interface Asked {
  operation: EngineOperation;
  language: string;
  /** Creates the function by which subgraphs are asked; the signal aborts when nobody waits for the answer any more. */
  fetch: (signal: AbortSignal) => FetchFromSubgraph;
  /** Makes a projected result what clients get. */
  present: (result: ExecutionResult) => ExecutionResult;
  /** Aborts when this client waits no longer. */
  signal: AbortSignal;
}

/**
 * Answers to anonymous queries, by normalised operation, variables and language. An answer is kept until something changes
 * in a subgraph that it was read from, the day ends in Paris, or it is ten minutes old; equal queries at the same time
 * share one execution. One with errors is not kept, and neither is one from a subgraph whose changes are not known.
 */
export class AnswerCache {
  readonly #feeds: Feeds;
  readonly #now: () => number;
  readonly #kept: LRUCache<string, KeptAnswer>;
  readonly #running = new Map<string, SharedExecution>();

  constructor({ feeds, maxBytes, now = Date.now }: AnswerCacheOptions) {
    this.#feeds = feeds;
    this.#now = now;
    this.#kept = new LRUCache({
      max: MAX_ANSWERS,
      maxSize: maxBytes,
      maxEntrySize: Math.floor(maxBytes / 8),
      sizeCalculation: (answer, key) => answer.size + Buffer.byteLength(key),
    });
  }

  /** Measured size of what is kept, in bytes, without the keys. */
  get bytes(): number {
    let bytes = 0;
    for (const answer of this.#kept.values()) bytes += answer.size;
    return bytes;
  }

  /** Drops what was read from subgraphs in which the gateway itself has changed something. */
  drop(subgraphs: Iterable<string>): void {
    this.#feeds.haveChanged(subgraphs);
  }

  async answer(asked: Asked): Promise<CachedAnswer> {
    const { operation, language, present, signal } = asked;
    const key = `${language} ${canonicalText(operation.variables)} ${operation.text}`;
    const known = this.#find(key);
    if (known) return hit(known, known.bodyOf(operation, present), this.#now());
    const execution = this.#executionOf(key, asked);
    const { result, kept } = await execution.join(signal);
    // Nobody gets this result, and the calls that were aborted are no errors of it.
    signal.throwIfAborted();
    const projected = present(operation.project(result));
    if (!kept || projected.errors) return { result: projected, body: undefined, ageMs: undefined };
    if (this.#kept.peek(key) !== kept) this.#kept.set(key, kept);
    const body = kept.addBody(operation.projection, Buffer.from(JSON.stringify(projected)));
    return { result: projected, body, ageMs: undefined };
  }

  #find(key: string): KeptAnswer | undefined {
    const known = this.#kept.get(key);
    if (!known) return undefined;
    const { moment, subgraphs, expiresAt } = known.validity;
    if (this.#now() < expiresAt && this.#feeds.areUnchangedSince(moment, subgraphs)) return known;
    this.#kept.delete(key);
    return undefined;
  }

  /** Returns the execution that is under way, unless something has changed since it began; or begins one. */
  #executionOf(key: string, asked: Asked): SharedExecution {
    const under = this.#running.get(key);
    if (under?.isJoinable && under.moment === this.#feeds.moment) return under;
    const began = this.#now();
    const { moment } = this.#feeds;
    const execution = new SharedExecution(moment, async (signal) => {
      const subgraphs = new Set<string>();
      const fetch = asked.fetch(signal);
      const result = await asked.operation.execute((subgraph, request) => {
        subgraphs.add(subgraph);
        return fetch(subgraph, request);
      });
      return { result, kept: this.#answerToKeep(key, result, subgraphs, { moment, began }) };
    });
    this.#running.set(key, execution);
    void execution.over.then(() => {
      if (this.#running.get(key) === execution) this.#running.delete(key);
    });
    return execution;
  }

  /** @returns undefined for what must not be kept */
  #answerToKeep(
    key: string,
    result: EngineResult,
    subgraphs: ReadonlySet<string>,
    { moment, began }: { moment: number; began: number },
  ): KeptAnswer | undefined {
    const end = endOfDayInParis(began);
    const isOfOneDay = endOfDayInParis(began - CLOCK_SKEW_MS) === end;
    if (result.errors.length || !isOfOneDay || !this.#feeds.areUnchangedSince(moment, subgraphs))
      return undefined;
    const expiresAt = Math.min(end, began + MAX_AGE_MS);
    return new KeptAnswer(result, { moment, subgraphs, expiresAt }, began, (grown) => {
      if (this.#kept.peek(key) !== grown) return;
      // Setting the same value again would leave its old size.
      this.#kept.delete(key);
      this.#kept.set(key, grown);
    });
  }
}

function hit(kept: KeptAnswer, body: EncodedBody, now: number): CachedAnswer {
  let result: ExecutionResult | undefined;
  return {
    get result() {
      result ??= JSON.parse(body.bytes.toString()) as ExecutionResult;
      return result;
    },
    body,
    ageMs: Math.max(0, now - kept.began),
  };
}
