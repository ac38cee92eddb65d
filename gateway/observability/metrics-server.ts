import { createHash, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { inLanguage, publicError, type ErrorCode, type Text } from '#kernel/errors';
import { closeGracefully, listen, type RunningServer } from '#kernel/server';
import { pickLanguage } from '#kernel/values';
import type { Logger } from 'pino';
import type { Registry } from 'prom-client';
import { metricsText } from './texts.js';

export interface MetricsServerOptions {
  host: string;
  port: number;
  /** Bearer token that a scrape must send; undefined where the network keeps others out. */
  token: string | undefined;
  registry: Registry;
  /** Brings metrics up to date that are read from elsewhere, before each scrape. */
  refresh: () => Promise<void>;
  log: Logger;
}

/** Longest wait for scrapes under way at shutdown. */
const GRACE_MS = 1_000;

/** Serves the metrics of this process for Prometheus at `/metrics`, on a port of their own. */
export async function serveMetrics(options: MetricsServerOptions): Promise<RunningServer> {
  const { registry, refresh, token, log } = options;

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if ((request.url ?? '').split('?')[0] !== '/metrics')
      return refuse(request, response, 404, 'NOT_FOUND', metricsText('ONLY_METRICS'));
    if (token !== undefined && !isSame(request.headers.authorization ?? '', `Bearer ${token}`))
      return refuse(request, response, 401, 'UNAUTHENTICATED', metricsText('METRICS_TOKEN'));
    await refresh();
    const text = await registry.metrics();
    response.writeHead(200, { 'content-type': registry.contentType, 'cache-control': 'no-store' }).end(text);
  }

  const server = createServer({ requestTimeout: 10_000, headersTimeout: 10_000 }, (request, response) => {
    answer(request, response).catch((error: unknown) => {
      log.error({ err: error }, 'metrics failed');
      if (response.headersSent) response.destroy();
      else refuse(request, response, 500, 'INTERNAL', metricsText('FAILED'));
    });
  });
  const close = closeGracefully(server);
  const port = await listen(server, options.port, options.host);
  return { port, close: () => close(GRACE_MS) };
}

function refuse(
  { headers }: IncomingMessage,
  response: ServerResponse,
  status: number,
  code: ErrorCode,
  message: Text,
): void {
  const language = pickLanguage(headers['accept-language']?.slice(0, 500));
  response
    .writeHead(status, { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' })
    .end(JSON.stringify({ errors: [inLanguage(publicError(code, message), language)] }));
}

/** Compares in constant time, so that the token cannot be guessed character by character. */
function isSame(actual: string, expected: string): boolean {
  const [left, right] = [actual, expected].map((text) => createHash('sha256').update(text).digest());
  return timingSafeEqual(left!, right!);
}
