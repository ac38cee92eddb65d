import type { ServerResponse } from 'node:http';

/** Interval of heartbeats, which keep proxies from closing a silent stream and show each side that the other is alive. */
export const HEARTBEAT_MS = 5_000;

/** Frame of server-sent events. */
export interface Frame {
  event: string;
  id?: string;
  data: string;
}

/** Writer of server-sent events (WHATWG HTML, section 9.2) with backpressure. */
export class EventStream {
  readonly #closing = new AbortController();
  readonly #heartbeat: NodeJS.Timeout;
  #blockedSince: number | undefined;

  /** @param heartbeat makes the frame of a heartbeat; default: a comment */
  constructor(
    private readonly response: ServerResponse,
    heartbeat?: () => Frame,
    heartbeatMs = HEARTBEAT_MS,
  ) {
    response.writeHead(200, {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-cache, no-transform',
      // Turns off the buffering of nginx.
      'x-accel-buffering': 'no',
    });
    response.flushHeaders();
    response.once('close', () => this.#close());
    this.#heartbeat = setInterval(() => {
      if (!response.writableNeedDrain) response.write(heartbeat ? textOf(heartbeat()) : ':\n\n');
    }, heartbeatMs);
  }

  /** Aborts when either side has closed the stream. */
  get closed(): AbortSignal {
    return this.#closing.signal;
  }

  /** Milliseconds for which the other side has not read from a full buffer. */
  get backpressureMs(): number {
    return this.#blockedSince === undefined ? 0 : performance.now() - this.#blockedSince;
  }

  /** Writes a frame. Resolves when the buffer has room for more, or the stream is closed. */
  async send(frame: Frame): Promise<void> {
    if (this.closed.aborted || this.response.write(textOf(frame))) return;
    this.#blockedSince = performance.now();
    await new Promise<void>((resolve) => {
      const resume = () => {
        this.response.off('drain', resume);
        this.closed.removeEventListener('abort', resume);
        resolve();
      };
      this.response.once('drain', resume);
      this.closed.addEventListener('abort', resume);
      if (this.closed.aborted) resume();
    });
    this.#blockedSince = undefined;
  }

  end(): void {
    this.response.end();
    this.#close();
  }

  /** Closes at once and drops buffered frames. */
  destroy(): void {
    this.response.destroy();
    this.#close();
  }

  #close(): void {
    clearInterval(this.#heartbeat);
    this.#closing.abort();
  }
}

function textOf({ event, id, data }: Frame): string {
  return `event: ${event}\n${id === undefined ? '' : `id: ${id}\n`}data: ${data}\n\n`;
}

/** Parses a stream of {@link EventStream}, or another one whose frames have a single line of data. */
export async function* readFrames(body: AsyncIterable<Uint8Array>): AsyncGenerator<Frame> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const chunk of body) {
    rest += decoder.decode(chunk, { stream: true });
    for (let end = rest.indexOf('\n\n'); end >= 0; end = rest.indexOf('\n\n')) {
      const frame = frameOf(rest.slice(0, end));
      rest = rest.slice(end + 2);
      if (frame) yield frame;
    }
  }
}

function frameOf(text: string): Frame | undefined {
  const fields = new Map(
    text
      .split('\n')
      .filter((line) => line && !line.startsWith(':'))
      .map((line): [string, string] => {
        const at = line.indexOf(':');
        return at < 0 ? [line, ''] : [line.slice(0, at), line.slice(at + 1).replace(/^ /, '')];
      }),
  );
  const event = fields.get('event');
  if (event === undefined) return undefined;
  const id = fields.get('id');
  return { event, data: fields.get('data') ?? '', ...(id === undefined ? {} : { id }) };
}
