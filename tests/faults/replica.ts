import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import type { Balancer } from '../support/balancer.js';
import type { Program } from '../support/program.js';
import type { Workplace } from '../support/workplace.js';

/** One process of the cluster, behind a balancer; each start takes another port. */
export class Replica {
  #program: Program | undefined;

  constructor(
    private readonly workplace: Workplace,
    private readonly balancer: Balancer,
    readonly name: string,
    private readonly environment: (port: string) => Readonly<Record<string, string>>,
  ) {}

  /** Starts it. Resolves when it takes requests. @throws when it ends before */
  async start(): Promise<void> {
    const port = await freePort();
    const program = (this.#program = this.workplace.start(this.environment(String(port))));
    const ended = program.exited.then((code) => {
      throw new Error(`${this.name} ended with ${code}:\n${program.output()}`);
    });
    await Promise.race([this.balancer.set(this.name, port), ended]);
    ended.catch(() => {}); // from now on, it ends when the series says so
  }

  /** Kills the process, or lets it drain and end. */
  async end(signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
    this.#program!.process.kill(signal);
    await this.#program!.exited;
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
