import type { IncomingMessage, ServerResponse } from 'node:http';
import type { PublicGraphRequest } from '../http/public-graph.js';

/** Request on its way to a file. */
export interface Visit {
  request: IncomingMessage;
  response: ServerResponse;
  path: string;
  parameters: URLSearchParams;
  language: 'FR' | 'EN';
  caller: PublicGraphRequest;
}

export type Route = (visit: Visit) => Promise<void> | void;
