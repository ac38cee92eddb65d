import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { disconnectionOf } from '#kernel/server';
import { languageOf } from '../http/responses.js';
import { requestIdOf } from '../operation/caller.js';
import { callerFor } from './caller.js';
import { Problem } from './problem.js';
import { routesOf, type RouteOptions } from './routes.js';
import { expectedOfFile, fileText } from './texts.js';

export type { FileSettings } from './routes.js';

export interface FilesOptions extends RouteOptions {
  /** Address of the client of a request. */
  addressOf: (request: IncomingMessage) => string;
}

/** Serves files of the public graph. @returns also how to end what goes on in the background */
export function serveFiles(options: FilesOptions) {
  const { routes, close } = routesOf(options);

  /** Answers a request, unless its path is none of a file. @returns whether it is answered */
  async function answer(path: string, request: IncomingMessage, response: ServerResponse): Promise<boolean> {
    const route = routes.find(([pattern]) => pattern.test(path))?.[1];
    if (!route) return false;
    const parameters = new URL(request.url!, 'http://localhost').searchParams;
    const language = languageOfFile(request, parameters);
    const requestId = requestIdOf(request.headers, randomUUID);
    response.setHeader('x-request-id', requestId);
    const signal = disconnectionOf(response);
    const caller = callerFor(request, { language, address: options.addressOf(request), signal, requestId });
    try {
      checkMethod(request, response, language);
      checkLanguage(parameters, language);
      await route({ request, response, path, parameters, language, caller });
    } catch (error) {
      if (signal.aborted && isOfDisconnection(error)) return true;
      if (!(error instanceof Problem)) throw error;
      if (!response.headersSent) error.send(response);
      else {
        // What was sent is not whole: the connection breaks off, so that no client takes it for the file.
        options.log.warn({ err: error, code: error.code, requestId }, 'a file breaks off');
        response.destroy();
      }
    }
    return true;
  }
  return { answer, close };
}

/** Language of a file: that of its address, else that of the client. */
function languageOfFile(request: IncomingMessage, parameters: URLSearchParams): 'FR' | 'EN' {
  const lang = parameters.get('lang');
  if (lang === 'fr' || lang === 'en') return lang === 'fr' ? 'FR' : 'EN';
  return languageOf(request);
}

/** @throws Problem for a language that there is not */
function checkLanguage(parameters: URLSearchParams, language: 'FR' | 'EN'): void {
  const lang = parameters.get('lang');
  if (lang === null || lang === 'fr' || lang === 'en') return;
  const expected = expectedOfFile('ONE_OF', { names: 'fr, en' });
  const message = fileText('WRONG_PARAMETER', { name: 'lang', expected });
  throw Problem.of(language, 'BAD_USER_INPUT', message, { argument: 'lang', expected });
}

/** @throws Problem for a method that changes something */
function checkMethod({ method }: IncomingMessage, response: ServerResponse, language: 'FR' | 'EN'): void {
  if (method === 'GET' || method === 'HEAD') return;
  response.setHeader('allow', 'GET, HEAD');
  throw Problem.of(language, 'BAD_USER_INPUT', fileText('METHOD'), {
    argument: 'method',
    expected: expectedOfFile('METHODS'),
    status: 405,
  });
}

/** Errors of a stream whose reader has gone. */
const isOfDisconnection = (error: unknown): boolean =>
  (error as Error).name === 'AbortError' ||
  ['ERR_STREAM_PREMATURE_CLOSE', 'ECONNRESET', 'EPIPE', 'ERR_STREAM_DESTROYED'].includes(
    String((error as NodeJS.ErrnoException).code),
  );
