import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import Negotiator from 'negotiator';
import type { EncodedBody } from '../operation/answers/encoded-body.js';

// Content types and encodings of responses, by the Accept headers with their q values.

export const JSON_TYPE = 'application/json';
export const RESPONSE_TYPE = 'application/graphql-response+json';
export type ResponseType = typeof JSON_TYPE | typeof RESPONSE_TYPE;

const CHARSET = ';charset=utf-8';
/** In the order of preference among those that a client accepts equally. */
const AVAILABLE = [JSON_TYPE, RESPONSE_TYPE].flatMap((type) => [type, `${type}${CHARSET}`]);

/** Returns the content type of the response; undefined when the client accepts none. */
export function negotiateType({ accept }: IncomingHttpHeaders): ResponseType | undefined {
  if (!accept || accept === '*/*') return JSON_TYPE;
  const preferred = new Negotiator({ headers: { accept } }).mediaType(AVAILABLE);
  return preferred?.replace(CHARSET, '') as ResponseType | undefined;
}

export const isReading = ({ method }: Pick<IncomingMessage, 'method'>): boolean =>
  method === 'GET' || method === 'HEAD';

/** Whether a browser asks for a page. */
export const wantsPage = (request: Pick<IncomingMessage, 'method' | 'headers'>): boolean =>
  isReading(request) && /text\/html/.test(request.headers.accept ?? '');

/** Shorter bodies are sent as they are. */
const MIN_COMPRESSED_BYTES = 1_024;
const compressors = {
  br: (body: Buffer) =>
    promisify(brotliCompress)(body, {
      params: { [constants.BROTLI_PARAM_QUALITY]: 4, [constants.BROTLI_PARAM_SIZE_HINT]: body.length },
    }),
  gzip: (body: Buffer) => promisify(gzip)(body, { level: 6 }),
} as const;

/** The option `preferred` is missing in the types of negotiator: it decides between equal q values. */
type Encodings = (available: string[], options: { preferred: string[] }) => string[];

/** Compresses a body as the client prefers it. @returns the body as it is when that is preferred, or it is short */
export async function encode(
  { 'accept-encoding': accepted }: IncomingHttpHeaders,
  body: EncodedBody,
): Promise<{ body: Buffer; headers: Record<string, string> }> {
  const { bytes } = body;
  if (!accepted || bytes.length < MIN_COMPRESSED_BYTES) return { body: bytes, headers: {} };
  const negotiator = new Negotiator({ headers: { 'accept-encoding': accepted } });
  const [encoding] = (negotiator.encodings.bind(negotiator) as Encodings)(['br', 'gzip', 'identity'], {
    preferred: ['br', 'gzip'],
  });
  if (encoding !== 'br' && encoding !== 'gzip') return { body: bytes, headers: {} };
  return {
    body: await body.compressed(encoding, compressors[encoding]),
    headers: { 'content-encoding': encoding },
  };
}
