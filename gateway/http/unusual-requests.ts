import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { errorBody, languageOf, refuse } from './responses.js';
import { rawResponse } from './raw-response.js';
import { expectedOfRequest, httpText } from './texts.js';

/**
 * Answers what Node.js would answer without a word: an expectation that is none, and CONNECT, which asks for a tunnel. A
 * client that waits for 100-continue gets it only for a body that may be sent.
 */
export function answerUnusual(server: Server, maxBodyBytes: number): void {
  server
    .on('checkContinue', (request, response) => {
      if (Number(request.headers['content-length'] ?? 0) <= maxBodyBytes) response.writeContinue();
      server.emit('request', request, response);
    })
    .on('checkExpectation', (_request, response) =>
      refuse(response, 417, 'BAD_USER_INPUT', httpText('EXPECTATION'), {
        argument: 'expect',
        expected: expectedOfRequest('CONTINUE'),
      }),
    )
    .on('connect', (request: IncomingMessage, socket: Duplex) => {
      const details = { argument: 'method', expected: expectedOfRequest('METHODS') };
      const body = errorBody(languageOf(request), 'BAD_USER_INPUT', httpText('NO_PROXY'), details);
      socket.on('error', () => {});
      socket.end(rawResponse('405 Method Not Allowed', body, { allow: 'GET, POST, OPTIONS' }));
    });
}
