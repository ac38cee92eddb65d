import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { MessageLanguage } from '#kernel/errors';
import type { PublicGraphRequest } from '../http/public-graph.js';

/** Returns who asks for a file, as the graph takes it. */
export function callerFor(
  { headers }: IncomingMessage,
  {
    language,
    address,
    signal,
    requestId,
  }: { language: MessageLanguage; address: string; signal: AbortSignal; requestId: string },
): PublicGraphRequest {
  const { authorization, 'x-api-key': key } = headers;
  return {
    language: language === 'FR' ? 'fr' : 'en',
    ...(authorization === undefined ? {} : { authorization }),
    ...(key === undefined ? {} : { apiKey: [key].flat().join(',') }),
    address,
    signal,
    requestId,
  };
}

/** Name of the client whose share of files a request takes: its credentials, else its address. */
export const clientOf = ({ authorization, apiKey, address }: PublicGraphRequest): string =>
  authorization === undefined && apiKey === undefined
    ? address
    : createHash('sha256')
        .update(JSON.stringify([authorization, apiKey]))
        .digest('base64');

/** Whether a request comes without credentials. */
export const isAnonymous = ({ headers }: IncomingMessage): boolean =>
  headers.authorization === undefined && headers['x-api-key'] === undefined;
