import type { ServerResponse } from 'node:http';

/** Comments keep proxies from closing what is silent, and tell each side that the other one is there. */
export const HEARTBEAT_MS = 5_000;

/** One frame of server-sent events. */
export interface Frame {
  event: string;
  id?: string;
  data: string;
}

/** Server-sent events (WHATWG HTML, section 9.2), written no faster than they are taken. */
export class EventStream {
  readonly #leaving = new AbortController();
  readonly #heartbeat: NodeJS.Timeout;
  #stuckSince: number | undefined;

  /** @param heartbeat what to send when it is time, instead of a comment */
  constructor(
    private readonly response: ServerResponse,
    heartbeat?: () => Frame,
    heartbeatMs = HEARTBEAT_MS,
  ) {
    response.writeHead(200, {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-cache, no-transform',
      // Of nginx: nothing is held back.
      'x-accel-buffering': 'no',
    });
    response.flushHeaders();
    response.once('close', () => this.#close());
    this.#heartbeat = setInterval(() => {
      if (!response.writableNeedDrain) response.write(heartbeat ? textOf(heartbeat()) : ':\n\n');
    }, heartbeatMs);
  }

  /** Aborts when the other side has gone, or this one has ended it. */
  get closed(): AbortSignal {
    return this.#leaving.signal;
  }

  /** For how many milliseconds the other side has taken nothing of what waits for it. */
  get backpressureMs(): number {
    return this.#stuckSince === undefined ? 0 : performance.now() - this.#stuckSince;
  }

  /** Resolves when there is room for more, or nobody there. */
  async send(frame: Frame): Promise<void> {
    if (this.closed.aborted || this.response.write(textOf(frame))) return;
    this.#stuckSince = performance.now();
    await new Promise<void>((resolve) => {
      const go = () => {
        this.response.off('drain', go);
        this.closed.removeEventListener('abort', go);
        resolve();
      };
      this.response.once('drain', go);
      this.closed.addEventListener('abort', go);
      if (this.closed.aborted) go();
    });
    this.#stuckSince = undefined;
  }

  end(): void {
    this.response.end();
    this.#close();
  }

  /** At once, whatever waits. */
  destroy(): void {
    this.response.destroy();
    this.#close();
  }

  #close(): void {
    clearInterval(this.#heartbeat);
    this.#leaving.abort();
  }
}

function textOf({ event, id, data }: Frame): string {
  return `event: ${event}\n${id === undefined ? '' : `id: ${id}\n`}data: ${data}\n\n`;
}

/** The frames of a stream that {@link EventStream} wrote, or another one with a line for the data of each. */
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
