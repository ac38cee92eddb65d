import { setTimeout as sleep } from 'node:timers/promises';
import type { Program } from './program.js';
import type { Workplace } from './workplace.js';

/** A subgraph in a process of its own, which restarts on the same port after it was killed. */
export class SubgraphProcess {
  #program: Program | undefined;
  #port = '0';
  #fate: Promise<void> = Promise.resolve();

  constructor(
    private readonly workplace: Workplace,
    readonly name: string,
    private readonly environment: Readonly<Record<string, string>>,
    /** Number of attempts to start, as a supervisor makes them, for a subgraph whose database may be down. */
    private readonly attempts = 1,
  ) {}

  get address(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  /** The process that runs now. */
  get program(): Program {
    if (!this.#program) throw new Error(`${this.name} has not started`);
    return this.#program;
  }

  async start(): Promise<void> {
    for (let attempt = 1; ; attempt += 1) {
      this.#program = this.workplace.start({
        ...this.environment,
        SUBGRAPH: this.name,
        SUBGRAPH_PORT: this.#port,
      });
      try {
        const [, port] = await this.#program.printed(
          new RegExp(`Subgraph ${this.name} answers the gateway at http://127\\.0\\.0\\.1:(\\d+)/graphql`),
        );
        this.#port = port!;
        return;
      } catch (error) {
        if (attempt === this.attempts) throw error;
      }
    }
  }

  /** Kills the process; it does not restart by itself. */
  async kill(): Promise<void> {
    this.#program!.process.kill('SIGKILL');
    await this.#program!.exited;
  }

  /** Kills the process, waits, and starts it again, after earlier calls have finished. */
  killed(awayMs: number): Promise<void> {
    return (this.#fate = this.#fate.then(async () => {
      await this.kill();
      await sleep(awayMs);
      await this.start();
    }));
  }
}
