import { setTimeout as sleep } from 'node:timers/promises';
import type { Program } from './program.js';
import type { Workplace } from './workplace.js';

/** A subgraph that runs apart, and comes back on the same port after it was killed. */
export class Apart {
  #program: Program | undefined;
  #port = '0';
  #fate: Promise<void> = Promise.resolve();

  constructor(
    private readonly workplace: Workplace,
    readonly name: string,
    private readonly environment: Readonly<Record<string, string>>,
  ) {}

  get address(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  /** Tries again when it cannot start, as whatever watches over processes does: its database may be away. */
  async start(): Promise<void> {
    for (let attempt = 1; ; attempt += 1) {
      this.#program = this.workplace.start({
        ...this.environment,
        SUBGRAPH: this.name,
        SUBGRAPH_PORT: this.#port,
      });
      try {
        const [, port] = await this.#program.printed(/answers the gateway at http:\/\/127\.0\.0\.1:(\d+)/);
        this.#port = port!;
        return;
      } catch (error) {
        if (attempt === 20) throw error;
      }
    }
  }

  /** Killed, away for this long, and started again; after what happens to it already. */
  killed(awayMs: number): Promise<void> {
    return (this.#fate = this.#fate.then(async () => {
      this.#program!.process.kill('SIGKILL');
      await this.#program!.exited;
      await sleep(awayMs);
      await this.start();
    }));
  }
}
