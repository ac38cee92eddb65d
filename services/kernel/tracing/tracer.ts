import { randomBytes } from 'node:crypto';
import { parseTraceparent, traceparentOf, type TraceContext } from './traceparent.js';

export type SpanKind = 'INTERNAL' | 'SERVER' | 'CLIENT';

export type Attributes = Readonly<Record<string, string | number | boolean>>;

/** A span that has ended. */
export interface FinishedSpan {
  context: TraceContext;
  parentSpanId: string | undefined;
  name: string;
  kind: SpanKind;
  /** Nanoseconds since 1970. */
  start: bigint;
  end: bigint;
  attributes: Attributes;
  /** Code of its error; undefined when it succeeded. */
  error: string | undefined;
}

/** Span of a trace, from its creation to its end. */
export interface Span {
  /** Header that carries it to another process. */
  readonly traceparent: string;
  child(name: string, kind: SpanKind, attributes?: Attributes): Span;
  /** @param error code of its error; undefined when it succeeded */
  end(outcome?: { error?: string | undefined; name?: string; attributes?: Attributes }): void;
}

/** Takes spans that have ended. */
export interface SpanExporter {
  export(span: FinishedSpan): void;
}

/** Creates spans. Where nothing is traced there is no tracer, and requests carry no span. */
export class Tracer {
  /** @param ratio share of the traces that are recorded, from 0 to 1 */
  constructor(
    private readonly exporter: SpanExporter,
    private readonly ratio = 1,
  ) {}

  /**
   * Begins the part of a trace that a client's request causes. Its trace id is taken over; whether it is recorded is not
   * the client's to say.
   * @returns undefined for one that is not recorded
   */
  begin(name: string, header: string | undefined): Span | undefined {
    const parent = parseTraceparent(header);
    // By chance, and not by the trace id, which a client chooses.
    if (Math.random() >= this.ratio) return undefined;
    const traceId = parent?.traceId ?? newId(16);
    return new RecordedSpan(this.exporter, traceId, parent?.spanId, name, 'SERVER', {});
  }

  /** The span of another process of this graph, under which this one goes on; undefined when it is not recorded. */
  remote(header: string | undefined): Pick<Span, 'traceparent' | 'child'> | undefined {
    const parent = parseTraceparent(header);
    if (!parent?.isSampled) return undefined;
    const { traceId, spanId } = parent;
    return {
      traceparent: traceparentOf(parent),
      child: (name, kind, attributes = {}) =>
        new RecordedSpan(this.exporter, traceId, spanId, name, kind, attributes),
    };
  }
}

class RecordedSpan implements Span {
  readonly #context: TraceContext;
  readonly #start = now();

  constructor(
    private readonly exporter: SpanExporter,
    traceId: string,
    private readonly parentSpanId: string | undefined,
    private readonly name: string,
    private readonly kind: SpanKind,
    private readonly attributes: Attributes,
  ) {
    this.#context = { traceId, spanId: newId(8), isSampled: true };
  }

  get traceparent(): string {
    return traceparentOf(this.#context);
  }

  child(name: string, kind: SpanKind, attributes: Attributes = {}): Span {
    const { traceId, spanId } = this.#context;
    return new RecordedSpan(this.exporter, traceId, spanId, name, kind, attributes);
  }

  end({ error, name = this.name, attributes = {} }: Parameters<Span['end']>[0] = {}): void {
    this.exporter.export({
      context: this.#context,
      parentSpanId: this.parentSpanId,
      name,
      kind: this.kind,
      start: this.#start,
      end: now(),
      attributes: { ...this.attributes, ...attributes },
      error,
    });
  }
}

/** Runs what a span measures; its failure is that of the span. */
export async function inSpan<Result>(span: Span | undefined, run: () => Promise<Result>): Promise<Result> {
  if (!span) return run();
  try {
    const result = await run();
    span.end();
    return result;
  } catch (error) {
    span.end({ error: codeOf(error) });
    throw error;
  }
}

/** Code of an error, of GraphQL or of PostgreSQL; its name where it has none. Messages may quote values. */
export function codeOf(error: unknown): string {
  const { extensions, code, name } = error as {
    extensions?: { code?: unknown };
    code?: unknown;
    name?: string;
  };
  return String(extensions?.code ?? code ?? name ?? 'UNKNOWN');
}

const newId = (bytes: number): string => randomBytes(bytes).toString('hex');

const ORIGIN = BigInt(Math.round(performance.timeOrigin * 1e6));
/** Nanoseconds since 1970, by a clock that never goes back. */
const now = (): bigint => ORIGIN + BigInt(Math.round(performance.now() * 1e6));
