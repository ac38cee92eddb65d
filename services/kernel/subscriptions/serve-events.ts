import type { ServerResponse } from 'node:http';
import {
  GraphQLError,
  parse,
  specifiedRules,
  validate,
  type DocumentNode,
  type ExecutionResult,
  type GraphQLSchema,
} from 'graphql';
import { LRUCache } from 'lru-cache';
import type { LiveResults, SubscribeCall, SubgraphClient } from '../graphql/subgraph-client.js';
import { EventStream } from './event-stream.js';

const KEPT_CHARACTERS = 200_000;

/** Subscriptions of a room over HTTP, as `openLive` follows them. */
export interface EventServer {
  /** Follows until either side leaves. */
  serve(query: string, call: Omit<SubscribeCall, 'document'>, response: ServerResponse): Promise<void>;
  /** Ends all streams: the gateway goes on with the next process. */
  close(): void;
}

/**
 * Frames: `open` with the cursor where it begins, `next` with a result and the cursor after it, `at` from time to time
 * with the cursor past what was not wanted, `error` when it broke off. A stream that ends otherwise goes on elsewhere.
 */
export function serveEvents(
  runtime: SubgraphClient & { subgraph: { schema(): GraphQLSchema } },
): EventServer {
  const known = new LRUCache<string, DocumentNode>({
    maxSize: KEPT_CHARACTERS,
    sizeCalculation: (_document, text) => text.length,
  });
  const streams = new Set<EventStream>();

  function documentOf(query: string): DocumentNode | readonly GraphQLError[] {
    const kept = known.get(query);
    if (kept) return kept;
    const document = parse(query);
    const errors = validate(runtime.subgraph.schema(), document, specifiedRules);
    if (errors.length) return errors;
    known.set(query, document);
    return document;
  }

  async function open(query: string, call: Omit<SubscribeCall, 'document'>) {
    let document: DocumentNode | readonly GraphQLError[];
    try {
      document = documentOf(query);
    } catch (error) {
      document = [error as GraphQLError];
    }
    if (!('kind' in document)) {
      const extensions = { code: 'GRAPHQL_VALIDATION_FAILED' };
      return { errors: document.map(({ message }) => new GraphQLError(message, { extensions })) };
    }
    return runtime.subscribe({ ...call, document });
  }

  return {
    async serve(query, call, response) {
      const live = await open(query, call);
      if (!isLive(live)) {
        const headers = { 'content-type': 'application/json; charset=utf-8' };
        response.writeHead(200, headers).end(JSON.stringify(live));
        return;
      }
      // Between two events it has come past what was not wanted; with one at hand it has not been told yet.
      let told = live.cursor;
      let waiting = true;
      const stream = new EventStream(response, () => ({
        event: 'at',
        id: waiting ? live.cursor : told,
        data: '',
      }));
      const leave = () => void live.return!();
      streams.add(stream);
      stream.closed.addEventListener('abort', leave);
      if (stream.closed.aborted) leave();
      try {
        await stream.send({ event: 'open', id: told, data: '' });
        for (;;) {
          waiting = true;
          const { done, value: result } = await live.next();
          waiting = false;
          if (done || stream.closed.aborted) break;
          const { extensions, ...rest } = result;
          if (extensions?.cursor === undefined) {
            await stream.send({ event: 'error', data: JSON.stringify(rest) });
            break;
          }
          told = extensions.cursor;
          await stream.send({ event: 'next', id: told, data: JSON.stringify(rest) });
        }
      } finally {
        streams.delete(stream);
        leave();
        stream.end();
      }
    },
    close() {
      for (const stream of streams) stream.end();
    },
  };
}

export function isLive(live: LiveResults | ExecutionResult): live is LiveResults {
  return Symbol.asyncIterator in live;
}
