import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** Time between two looks at the readiness of a backend. */
const LOOK_MS = 25;
/** Time that a connection waits for a replica that is ready: on a busy machine the look at one takes a while. */
const LONGEST_WAIT_MS = 10_000;

interface Backend {
  port: number;
  isReady: boolean;
}

/**
 * A small TCP balancer, as a proxy in front of replicas is: it looks at `/readiness`, sends each new connection to the next
 * replica that is ready, lets it wait a while when none is, and repeats nothing.
 */
export class Balancer {
  readonly #backends = new Map<string, Backend>();
  readonly #sockets = new Set<Socket>();
  readonly #leaving = new AbortController();
  #turn = 0;
  readonly #server = createServer({ pauseOnConnect: true }, (client) => void this.#forward(client));
  /** Connections that found no replica ready in time. */
  refused = 0;

  async open(): Promise<void> {
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  /** Puts a replica in the place of the one of this name. Resolves when it is ready. */
  async set(name: string, port: number): Promise<void> {
    const backend: Backend = { port, isReady: false };
    this.#backends.set(name, backend);
    void this.#watch(name, backend);
    while (!backend.isReady && !this.#leaving.signal.aborted) await sleep(LOOK_MS);
  }

  async #watch(name: string, backend: Backend): Promise<void> {
    while (!this.#leaving.signal.aborted && this.#backends.get(name) === backend) {
      backend.isReady = await isReady(backend.port);
      await sleep(LOOK_MS);
    }
    backend.isReady = false;
  }

  #nextReady(): Backend | undefined {
    const ready = [...this.#backends.values()].filter((backend) => backend.isReady);
    return ready[(this.#turn += 1) % ready.length];
  }

  async #forward(client: Socket): Promise<void> {
    client.on('error', () => {});
    let backend = this.#nextReady();
    for (
      const end = Date.now() + LONGEST_WAIT_MS;
      !backend && Date.now() < end;
      backend = this.#nextReady()
    ) {
      if (this.#leaving.signal.aborted || client.destroyed) break;
      await sleep(LOOK_MS);
    }
    if (!backend) {
      this.refused += 1;
      return void client.destroy();
    }
    const server = connect(backend.port, '127.0.0.1').on('error', () => client.resetAndDestroy());
    for (const socket of [client, server]) {
      this.#sockets.add(socket);
      socket.setNoDelay(true).once('close', () => this.#sockets.delete(socket));
    }
    client.pipe(server).pipe(client);
    client.resume();
    client.once('close', () => server.destroy());
    server.once('close', () => client.end());
  }

  close(): void {
    this.#leaving.abort();
    for (const socket of this.#sockets) socket.destroy();
    this.#server.close();
  }
}

async function isReady(port: number): Promise<boolean> {
  try {
    const response = await fetch(`http://127.0.0.1:${port}/readiness`, {
      signal: AbortSignal.timeout(2_000),
    });
    await response.arrayBuffer();
    return response.ok;
  } catch {
    return false; // a replica that has ended
  }
}
