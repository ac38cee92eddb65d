import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { pino } from 'pino';
import { OtlpExporter } from './otlp-exporter.js';
import { Tracer, inSpan, type FinishedSpan } from './tracer.js';
import { parseTraceparent, traceparentOf } from './traceparent.js';

const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';
const SPAN = '00f067aa0ba902b7';

describe('traceparent', () => {
  // The examples of W3C Trace Context, level 1.
  it.each([
    [`00-${TRACE}-${SPAN}-01`, { traceId: TRACE, spanId: SPAN, isSampled: true }],
    [`00-${TRACE}-${SPAN}-00`, { traceId: TRACE, spanId: SPAN, isSampled: false }],
    [
      `cc-${TRACE}-${SPAN}-03-what-the-future-will-be-like`,
      { traceId: TRACE, spanId: SPAN, isSampled: true },
    ],
    [`00-${TRACE}-${SPAN}-01-more`, undefined],
    [`ff-${TRACE}-${SPAN}-01`, undefined],
    [`00-${'0'.repeat(32)}-${SPAN}-01`, undefined],
    [`00-${TRACE}-${'0'.repeat(16)}-01`, undefined],
    [`00-${TRACE.toUpperCase()}-${SPAN}-01`, undefined],
    [`00-${TRACE}-${SPAN}`, undefined],
    ['', undefined],
    [undefined, undefined],
  ])('%s is read as %j', (header, context) => expect(parseTraceparent(header)).toEqual(context));

  it('is read as it was written', () => {
    const hex = (length: number) =>
      fc
        .array(fc.constantFrom(...'0123456789abcdef'), { minLength: length, maxLength: length })
        .map((digits) => digits.join(''))
        .filter((digits) => /[^0]/.test(digits));
    fc.assert(
      fc.property(fc.record({ traceId: hex(32), spanId: hex(16), isSampled: fc.boolean() }), (context) => {
        expect(parseTraceparent(traceparentOf(context))).toEqual(context);
      }),
    );
  });
});

describe('a tracer', () => {
  const collected = (ratio?: number) => {
    const spans: FinishedSpan[] = [];
    return { spans, tracer: new Tracer({ export: (span) => void spans.push(span) }, ratio) };
  };

  it('goes on with the trace of a client, in spans under each other', async () => {
    const { spans, tracer } = collected();
    const root = tracer.begin('operation', `00-${TRACE}-${SPAN}-00`)!;
    const child = root.child('call', 'CLIENT');
    const remote = tracer.remote(child.traceparent)!.child('subgraph', 'SERVER');
    await inSpan(remote, async () => {});
    await expect(inSpan(child, () => Promise.reject(new TypeError('secret')))).rejects.toThrow('secret');
    root.end({ name: 'query Q', error: 'TIMEOUT', attributes: { cost: 3 } });
    const [third, second, first] = spans;
    expect(first).toMatchObject({
      name: 'query Q',
      kind: 'SERVER',
      parentSpanId: SPAN,
      error: 'TIMEOUT',
      attributes: { cost: 3 },
      context: { traceId: TRACE },
    });
    expect(second).toMatchObject({ parentSpanId: first!.context.spanId, error: 'TypeError' });
    expect(third).toMatchObject({ parentSpanId: second!.context.spanId, error: undefined });
    expect(new Set(spans.map(({ context }) => context.traceId))).toEqual(new Set([TRACE]));
    for (const { start, end } of spans) expect(end).toBeGreaterThanOrEqual(start);
    expect(Math.abs(Number(first!.start / 1_000_000n) - Date.now())).toBeLessThan(60_000);
  });

  it('gives each request without a trace one of its own', () => {
    const { spans, tracer } = collected();
    for (const header of [undefined, 'nonsense']) tracer.begin('operation', header)!.end();
    expect(spans.map(({ parentSpanId }) => parentSpanId)).toEqual([undefined, undefined]);
    expect(new Set(spans.map(({ context }) => context.traceId)).size).toBe(2);
  });

  it.each([
    undefined,
    `00-${TRACE.slice(0, 24)}00000000-${SPAN}-01`,
    `00-${TRACE.slice(0, 24)}ffffffff-${SPAN}-01`,
  ])('records the share that it is set to, whatever the trace id of the client: %s', (header) => {
    expect(collected(0).tracer.begin('operation', header)).toBeUndefined();
    const { tracer } = collected(0.25);
    const begun = Array.from({ length: 4_000 }, () => tracer.begin('operation', header)).filter(Boolean);
    // Ten standard deviations of the binomial distribution to each side.
    expect(Math.abs(begun.length - 1_000)).toBeLessThan(275);
    for (const span of begun) expect(tracer.remote(span!.traceparent)).toBeDefined();
  });

  it('leaves alone what another process does not record', () => {
    const { tracer } = collected();
    expect(tracer.remote(`00-${TRACE}-${SPAN}-00`)).toBeUndefined();
    expect(tracer.remote(undefined)).toBeUndefined();
  });
});

describe('the exporter', () => {
  const open: { server?: Server } = {};
  afterEach(() => new Promise((resolve) => open.server?.close(resolve) ?? resolve(undefined)));

  /** Stands for no answer at all. */
  const NEVER = 0;

  /** A collector that answers with these status codes, then with 200. */
  async function collector(...codes: number[]) {
    let requests = 0;
    const batches: { name: string; status: object; attributes: object[] }[][] = [];
    open.server = createServer((request, response) => {
      requests += 1;
      if (codes[0] === NEVER) return;
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        expect([request.url, request.headers['content-type']]).toEqual(['/v1/traces', 'application/json']);
        batches.push(JSON.parse(Buffer.concat(chunks).toString()).resourceSpans[0].scopeSpans[0].spans);
        response.writeHead(codes.shift() ?? 200, { connection: 'close' }).end('{}');
      });
    });
    await new Promise<void>((resolve) => open.server!.listen(0, '127.0.0.1', resolve));
    const warnings: string[] = [];
    const exporter = new OtlpExporter({
      endpoint: `http://127.0.0.1:${(open.server.address() as AddressInfo).port}/`,
      service: 'test',
      log: pino({ level: 'warn' }, { write: (line) => void warnings.push(JSON.parse(line).msg) }),
      everyMs: 3_600_000,
      closingMs: 300,
    });
    const tracer = new Tracer(exporter);
    const end = (name: string) =>
      tracer.begin(name, undefined)!.end({ attributes: { n: 1, half: 0.5, ok: true } });
    const names = () => batches.map((batch) => batch.map(({ name }) => name));
    return { batches, exporter, end, warnings, names, requests: () => requests };
  }

  it('sends what waits, in batches, and the rest when it closes', async () => {
    const { exporter, end, names, batches } = await collector();
    for (let number = 0; number < 600; number += 1) end(String(number));
    await exporter.flush();
    end('last');
    await exporter.close();
    expect(names().map((batch) => batch.length)).toEqual([512, 88, 1]);
    expect(names().flat()).toEqual([...Array.from({ length: 600 }, (_, number) => String(number)), 'last']);
    expect(batches[0]![0]!.attributes).toEqual([
      { key: 'n', value: { intValue: '1' } },
      { key: 'half', value: { doubleValue: 0.5 } },
      { key: 'ok', value: { boolValue: true } },
    ]);
  });

  it('sends a batch again that the collector was too busy for, and drops one that it refuses', async () => {
    const { exporter, end, names, warnings } = await collector(503, 400);
    end('busy');
    await exporter.flush();
    await exporter.flush();
    await exporter.flush();
    expect(names()).toEqual([['busy'], ['busy']]);
    expect(warnings).toEqual(['spans refused by the collector', 'spans refused by the collector']);
  });

  it('queues no flushes for a collector that never answers, and closes without it', async () => {
    const { exporter, end, warnings, requests } = await collector(NEVER);
    for (let number = 0; number < 600; number += 1) end('x');
    for (let number = 0; number < 100; number += 1) void exporter.flush();
    end('last');
    await exporter.close();
    expect(requests()).toBe(1);
    expect(warnings).toEqual(['the collector of traces does not answer', 'spans dropped: the program ends']);
    open.server!.closeAllConnections();
  });

  it('keeps a bounded number of spans for a collector that is away, and says how many it dropped', async () => {
    const { exporter, end, names, warnings } = await collector(503);
    for (let number = 0; number < 9_000; number += 1) end('x');
    await exporter.flush();
    await exporter.flush();
    expect(names().slice(1).flat()).toHaveLength(8_192);
    expect(warnings).toContain('spans dropped: the collector does not keep up');
  });
});
