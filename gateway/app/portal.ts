import type { IncomingMessage, ServerResponse } from 'node:http';
import { disconnectionOf, isDisconnection } from '#kernel/server';
import type { Logger } from 'pino';
import type { PublicGraph } from '../http/public-graph.js';
import { isReading, wantsPage } from '../http/negotiation.js';
import { sendBody } from '../http/send-body.js';
import { EncodedBody } from '../operation/answers/encoded-body.js';
import { expectedOfFile, fileText } from '../files/texts.js';
import { refuse } from '../http/responses.js';
import { Portal, type PortalRequest, type PortalResponse } from '../portal/portal.js';

export interface PortalOptions {
  graph: PublicGraph;
  /** Address of the portal as readers know it, without a slash at its end. */
  origin: () => string;
  addressOf: (request: IncomingMessage) => string;
  log: Logger;
}

/**
 * Puts the portal behind the HTTP server: what it answers is compressed once and has an ETag.
 * @returns how to answer a request; its result is false for one that is none of the portal's
 */
export function servePortal({ graph, origin, addressOf, log }: PortalOptions) {
  const portal = new Portal(graph);
  // A page that is rendered once is compressed once.
  const bodies = new WeakMap<PortalResponse, EncodedBody>();

  const send = (request: IncomingMessage, response: ServerResponse, page: PortalResponse) => {
    let body = bodies.get(page);
    if (!body) bodies.set(page, (body = new EncodedBody(Buffer.from(page.body))));
    return sendBody(request, response, { ...page, body });
  };

  return async (path: string, request: IncomingMessage, response: ServerResponse): Promise<boolean> => {
    if (!isReading(request)) {
      if (!portal.has(path)) return false;
      response.setHeader('allow', 'GET, HEAD');
      const details = { argument: 'method', expected: expectedOfFile('METHODS') };
      refuse(response, 405, 'BAD_USER_INPUT', fileText('METHOD'), details);
      return true;
    }
    // Programs find the graph at the root, people the portal.
    if (path === '/' && !wantsPage(request)) return false;
    const url = request.url ?? '/';
    const asked: PortalRequest = {
      path,
      query: new URLSearchParams(url.includes('?') ? url.slice(url.indexOf('?') + 1) : ''),
      acceptLanguage: request.headers['accept-language'],
      origin: origin(),
      address: addressOf(request),
      signal: disconnectionOf(response),
    };
    try {
      const page = await portal.answer(asked);
      if (page) await send(request, response, page);
      else if (wantsPage(request)) await send(request, response, portal.notFound(asked));
      else return false;
    } catch (error) {
      if (isDisconnection(error, request, response) || response.headersSent) throw error;
      log.error({ err: error, path }, 'page failed');
      await send(request, response, portal.failed(asked));
    }
    return true;
  };
}
