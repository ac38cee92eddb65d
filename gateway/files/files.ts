import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { pickLanguage } from '#kernel/values';
import { disconnectionOf } from '#kernel/server';
import type { GraphQLSchema } from 'graphql';
import type { Logger } from 'pino';
import type { PublicGraph } from '../http/public-graph.js';
import { requestIdOf } from '../operation/caller.js';
import { Exports } from './export/export.js';
import { fileOf, readParameters } from './export/parameters.js';
import { callerFor } from './caller.js';
import { sendDocument } from './conditional.js';
import { Problem } from './problem.js';
import { listsOf } from './tables/lists.js';
import { expectedOfFile, fileText } from './texts.js';

/** What files are made of. */
export interface FileSettings {
  /** SDL of the public schema; undefined where clients must not read it. */
  sdl: string | undefined;
  /** What changes with the data; undefined while that is not known. */
  version: () => string | undefined;
}

export interface FilesOptions extends FileSettings {
  graph: PublicGraph;
  schema: GraphQLSchema;
  /** Address of this graph, without a slash at its end. */
  origin: () => string;
  /** Address of the client of a request. */
  addressOf: (request: IncomingMessage) => string;
  log: Logger;
}

/** Request on its way to a file. */
interface Visit {
  request: IncomingMessage;
  response: ServerResponse;
  path: string;
  parameters: URLSearchParams;
  language: 'FR' | 'EN';
  signal: AbortSignal;
  requestId: string;
}

type Route = (visit: Visit) => Promise<void> | void;

/** Serves files of the public graph. @returns a function that answers a request, unless the path is none of its own */
export function serveFiles(options: FilesOptions) {
  const { graph, schema, sdl, log } = options;
  const lists = listsOf(schema);
  const linkOf = (id: string) => `${options.origin()}/id/${encodeURIComponent(id)}`;
  const today = () => new Date().toISOString().slice(0, 10);
  const exports = new Exports({ graph, version: options.version, linkOf, today });

  const routes: [prefix: RegExp, route: Route][] = [
    [
      /^\/export\/./,
      async (visit) => {
        const file = fileOf(decodePath(visit.path.slice('/export/'.length)), lists, visit.language);
        const asked = readParameters(file, visit.parameters, visit.language);
        const language = asked.language ?? visit.language;
        const address = options.addressOf(visit.request);
        const caller = callerFor(visit.request, { ...visit, language, address });
        await exports.send(visit.request, visit.response, asked, { caller, language });
      },
    ],
  ];
  if (sdl !== undefined) {
    const body = Buffer.from(sdl);
    const headers = { 'content-type': 'application/graphql; charset=utf-8' };
    routes.push([
      /^\/schema\.graphql$/,
      ({ request, response }) => sendDocument(request, response, headers, body),
    ]);
  }

  /** @returns whether this is a path of a file; it is answered then */
  return async function answer(
    path: string,
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<boolean> {
    const route = routes.find(([pattern]) => pattern.test(path))?.[1];
    if (!route) return false;
    const parameters = new URL(request.url!, 'http://localhost').searchParams;
    const lang = parameters.get('lang');
    const language =
      lang === 'fr'
        ? 'FR'
        : lang === 'en'
          ? 'EN'
          : pickLanguage(request.headers['accept-language']?.slice(0, 500));
    const requestId = requestIdOf(request.headers, randomUUID);
    response.setHeader('x-request-id', requestId);
    const signal = disconnectionOf(response);
    try {
      if (!['GET', 'HEAD'].includes(request.method ?? '')) {
        response.setHeader('allow', 'GET, HEAD');
        throw Problem.of(language, 'BAD_USER_INPUT', fileText('METHOD'), {
          argument: 'method',
          expected: expectedOfFile('METHODS'),
          status: 405,
        });
      }
      await route({ request, response, path, parameters, language, signal, requestId });
    } catch (error) {
      if (signal.aborted && isOfDisconnection(error)) return true;
      if (error instanceof Problem && !response.headersSent) error.send(response);
      else if (error instanceof Problem) {
        // What was sent is not whole: the connection breaks off, so that no client takes it for the file.
        log.warn({ err: error, code: error.code, requestId }, 'a file breaks off');
        response.destroy();
      } else throw error;
    }
    return true;
  };
}

/** Errors of a stream whose reader has gone. */
const isOfDisconnection = (error: unknown): boolean =>
  ['AbortError'].includes((error as Error).name) ||
  ['ERR_STREAM_PREMATURE_CLOSE', 'ECONNRESET', 'EPIPE', 'ERR_STREAM_DESTROYED'].includes(
    String((error as NodeJS.ErrnoException).code),
  );

/** Part of a path; one that is no UTF-8 names nothing. */
function decodePath(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
