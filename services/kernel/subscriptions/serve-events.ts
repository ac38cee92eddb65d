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
import type { LiveResults, SubscribeCall, SubgraphClient } from '../auth/subgraph-client.js';
import { EventStream } from './event-stream.js';

/** Capacity of the document cache, in characters. */
const MAX_CACHED_CHARACTERS = 200_000;

/** Server of a subgraph's subscriptions over HTTP, for `subscribeOverHttp`. */
export interface EventServer {
  /** Streams events until either side closes. */
  serve(query: string, call: Omit<SubscribeCall, 'document'>, response: ServerResponse): Promise<void>;
  /** Ends all streams: the gateway resumes at another process. */
  close(): void;
}

/**
 * Serves subscriptions as frames: `open` with the start cursor, `next` with a result and the cursor after it, `at` as a
 * heartbeat with the cursor past filtered changes, `error` at a failure. The gateway resumes a stream that ends otherwise.
 */
export function serveEvents(
  runtime: SubgraphClient & { subgraph: { schema(): GraphQLSchema } },
): EventServer {
  const documents = new LRUCache<string, DocumentNode>({
    maxSize: MAX_CACHED_CHARACTERS,
    sizeCalculation: (_document, text) => text.length,
  });
  const streams = new Set<EventStream>();

  function documentOf(query: string): DocumentNode | readonly GraphQLError[] {
    const cached = documents.get(query);
    if (cached) return cached;
    const document = parse(query);
    const errors = validate(runtime.subgraph.schema(), document, specifiedRules);
    if (errors.length) return errors;
    documents.set(query, document);
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
      // Cursor of the last sent event. While an event is being sent, `live.cursor` is already past it.
      let sentCursor = live.cursor;
      let waiting = true;
      const stream = new EventStream(response, () => ({
        event: 'at',
        id: waiting ? live.cursor : sentCursor,
        data: '',
      }));
      const leave = () => void live.return!();
      streams.add(stream);
      stream.closed.addEventListener('abort', leave);
      if (stream.closed.aborted) leave();
      try {
        await stream.send({ event: 'open', id: sentCursor, data: '' });
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
          sentCursor = extensions.cursor;
          await stream.send({ event: 'next', id: sentCursor, data: JSON.stringify(rest) });
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

/** True for results of a subscription, false for a single result with errors. */
export function isLive(live: LiveResults | ExecutionResult): live is LiveResults {
  return Symbol.asyncIterator in live;
}
