import type { IncomingMessage, ServerResponse } from 'node:http';
import { EncodedBody } from '../operation/answers/encoded-body.js';
import { encode } from './negotiation.js';

export interface BodyToSend {
  status: number;
  headers: Readonly<Record<string, string>>;
  body: EncodedBody;
}

/**
 * Sends a body as compressed as the client takes it. One of status 200 has an ETag, and is not sent again to a client that
 * has it (304).
 */
export async function sendBody(
  request: IncomingMessage,
  response: ServerResponse,
  { status, headers, body }: BodyToSend,
): Promise<void> {
  const all: Record<string, string> = {
    ...headers,
    vary: varyOf(response, [headers.vary, 'accept-encoding'].filter(Boolean).join(', ')),
  };
  if (status === 200) {
    all.etag = body.etag;
    if (isUnchanged(request.headers['if-none-match'], body.etag)) {
      const { 'content-type': _, ...unchanged } = all;
      return void response.writeHead(304, unchanged).end();
    }
  }
  const encoded = await encode(request.headers, body);
  response.writeHead(status, {
    ...all,
    ...encoded.headers,
    'content-length': encoded.body.length,
  });
  response.end(request.method === 'HEAD' ? undefined : encoded.body);
}

/** Value of Vary: what the response varies by already, and these fields. */
export function varyOf(response: Pick<ServerResponse, 'getHeader'>, fields: string): string {
  const all = [response.getHeader('vary') ?? '', fields].flat().join(',').toLowerCase().split(',');
  return [...new Set(all.map((field) => field.trim()).filter(Boolean))].join(', ');
}

/** Tells whether If-None-Match names an ETag, in weak comparison. */
export function isUnchanged(ifNoneMatch: string | undefined, etag: string): boolean {
  if (ifNoneMatch === undefined) return false;
  const weak = (tag: string) => tag.trim().replace(/^W\//, '');
  return ifNoneMatch.trim() === '*' || ifNoneMatch.split(',').some((tag) => weak(tag) === weak(etag));
}
