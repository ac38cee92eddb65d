import type { Logger } from 'pino';
import type { Attributes, FinishedSpan, SpanExporter, SpanKind } from './tracer.js';

export interface OtlpOptions {
  /** Base address of the collector, such as http://127.0.0.1:4318. */
  endpoint: string;
  /** Name of this process in traces. */
  service: string;
  log: Logger;
  /** Milliseconds between two batches. */
  everyMs?: number;
  /** Most milliseconds for the last spans. */
  closingMs?: number;
}

/** Most spans that wait; further ones are dropped, so that a collector that is away costs no memory. */
const MAX_WAITING = 8_192;
const MAX_BATCH = 512;
const TIMEOUT_MS = 5_000;
/** Most time for the last spans when the program ends. */
export const CLOSING_MS = 5_000;
/** Status codes after which the same batch may be sent again (OTLP/HTTP). */
const RETRYABLE = new Set([429, 502, 503, 504]);
const KINDS: Readonly<Record<SpanKind, number>> = { INTERNAL: 1, SERVER: 2, CLIENT: 3 };
const STATUS_ERROR = 2;

/**
 * Sends spans to a collector as OTLP over HTTP, in JSON. A page of our own: the packages of OpenTelemetry that do it take
 * 30 MB of an installation, and hook into every asynchronous call.
 */
export class OtlpExporter implements SpanExporter {
  readonly #url: string;
  readonly #timer: NodeJS.Timeout;
  #waiting: FinishedSpan[] = [];
  #dropped = 0;
  #flushing: Promise<void> | undefined;
  readonly #closing = new AbortController();

  constructor(private readonly options: OtlpOptions) {
    this.#url = `${options.endpoint.replace(/\/$/, '')}/v1/traces`;
    this.#timer = setInterval(() => void this.flush(), options.everyMs ?? 2_000).unref();
  }

  export(span: FinishedSpan): void {
    if (this.#waiting.length >= MAX_WAITING) this.#dropped += 1;
    else this.#waiting.push(span);
  }

  /** Sends all that waits, one batch after the other; while that runs, it is the same flush. Never rejects. */
  flush(): Promise<void> {
    return (this.#flushing ??= this.#sendAll().finally(() => (this.#flushing = undefined)));
  }

  /** Sends what waits, as far as the collector takes it within {@link CLOSING_MS}, and drops the rest. */
  async close(): Promise<void> {
    clearInterval(this.#timer);
    const deadline = setTimeout(() => this.#closing.abort(), this.options.closingMs ?? CLOSING_MS);
    // What ended since the flush that runs began is not in it.
    await this.flush();
    if (!this.#closing.signal.aborted) await this.flush();
    clearTimeout(deadline);
    if (this.#waiting.length)
      this.options.log.warn({ dropped: this.#waiting.length }, 'spans dropped: the program ends');
    this.#waiting = [];
  }

  async #sendAll(): Promise<void> {
    if (this.#dropped) {
      this.options.log.warn({ dropped: this.#dropped }, 'spans dropped: the collector does not keep up');
      this.#dropped = 0;
    }
    for (let left = this.#waiting.length; left > 0; left -= MAX_BATCH) {
      const batch = this.#waiting.splice(0, MAX_BATCH);
      if (await this.#send(batch)) continue;
      // For the next time, as far as there is room.
      this.#waiting.unshift(...batch.slice(0, MAX_WAITING - this.#waiting.length));
      return;
    }
  }

  /** @returns false when the batch should be sent again */
  async #send(batch: readonly FinishedSpan[]): Promise<boolean> {
    const { log, service } = this.options;
    try {
      const response = await fetch(this.#url, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(requestOf(batch, service)),
        signal: AbortSignal.any([AbortSignal.timeout(TIMEOUT_MS), this.#closing.signal]),
      });
      const text = await response.text();
      if (response.ok) return true;
      log.warn({ status: response.status, answer: text.slice(0, 500) }, 'spans refused by the collector');
      return !RETRYABLE.has(response.status);
    } catch (error) {
      log.warn({ err: error }, 'the collector of traces does not answer');
      return false;
    }
  }
}

/** ExportTraceServiceRequest of OTLP, in its JSON form. */
function requestOf(spans: readonly FinishedSpan[], service: string) {
  return {
    resourceSpans: [
      {
        resource: {
          attributes: attributesOf({ 'service.name': service, 'service.namespace': 'passerelle' }),
        },
        scopeSpans: [{ scope: { name: 'passerelle' }, spans: spans.map(spanOf) }],
      },
    ],
  };
}

function spanOf({ context, parentSpanId, name, kind, start, end, attributes, error }: FinishedSpan) {
  return {
    traceId: context.traceId,
    spanId: context.spanId,
    ...(parentSpanId === undefined ? {} : { parentSpanId }),
    name,
    kind: KINDS[kind],
    startTimeUnixNano: String(start),
    endTimeUnixNano: String(end),
    attributes: attributesOf(error === undefined ? attributes : { ...attributes, 'error.type': error }),
    status: error === undefined ? {} : { code: STATUS_ERROR, message: error },
  };
}

const attributesOf = (attributes: Attributes) =>
  Object.entries(attributes).map(([key, value]) => ({ key, value: valueOf(value) }));

function valueOf(value: string | number | boolean) {
  if (typeof value === 'string') return { stringValue: value };
  if (typeof value === 'boolean') return { boolValue: value };
  return Number.isInteger(value) ? { intValue: String(value) } : { doubleValue: value };
}
