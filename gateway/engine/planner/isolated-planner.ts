import { fork, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { QueryPlan } from '@graphql-hive/router-query-planner';
import { LRUCache } from 'lru-cache';
import type { PlanningReply, PlanningRequest } from './messages.js';

const SCRIPT = fileURLToPath(new URL('planning-process.js', import.meta.url));
/** Longest time for one text. The largest operations take some 300 ms; a machine may be busy. */
const MAX_PLANNING_MS = 2_000;
/** Most texts that wait for the process. */
const MAX_WAITING = 200;
/** How long a text that ended a process is refused, in milliseconds: it may have been the machine's fault. */
const REFUSAL_MS = 600_000;
/** Longest time until a new process is ready. */
const MAX_START_MS = 30_000;
/** Number of texts that are remembered because they ended a process. */
const MAX_REFUSED = 1_000;

class ProcessEnded extends Error {}

/** A text that was not planned. */
export class PlanningError extends Error {
  override readonly name = 'PlanningError';

  /** @param reason BUSY: too many texts wait; TOO_LONG: it took too long; FAILED: it cannot be planned, or ended its process */
  constructor(
    message: string,
    readonly reason: 'BUSY' | 'TOO_LONG' | 'FAILED' = 'FAILED',
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/**
 * Plans texts in a child process, one at a time: a text that crashes or stops the native planner ends that process alone.
 * The next text gets a new process; the guilty one is refused from then on. The process starts with the first text.
 */
export class IsolatedPlanner {
  readonly #refused = new LRUCache<string, PlanningError>({ max: MAX_REFUSED, ttl: REFUSAL_MS });
  #waiting = 0;
  #process: Promise<ChildProcess> | undefined;
  #queue: Promise<unknown> = Promise.resolve();
  #isClosed = false;

  constructor(
    private readonly supergraph: string,
    private readonly options: { maxPlanningMs?: number; script?: string } = {},
  ) {}

  /** @throws PlanningError */
  async plan(text: string): Promise<QueryPlan> {
    if (this.#waiting >= MAX_WAITING)
      throw new PlanningError('Too many operations wait for their plan', 'BUSY');
    this.#waiting += 1;
    const planned = this.#queue.then(() => this.#plan(text));
    this.#queue = planned.catch(() => {});
    return planned.finally(() => (this.#waiting -= 1));
  }

  /** Starts the process before the first text. */
  async start(): Promise<void> {
    await this.#started();
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    const child = await this.#process?.catch(() => undefined);
    if (child) await end(child);
  }

  async #plan(text: string): Promise<QueryPlan> {
    const refused = this.#refused.get(text);
    if (refused) throw refused;
    let reply: PlanningReply;
    try {
      reply = await this.#ask(text).catch((error: unknown) => {
        // The process may have been killed for no fault of the text: only the second one proves it.
        if (error instanceof ProcessEnded) return this.#ask(text);
        throw error;
      });
    } catch (error) {
      if (error instanceof PlanningError) throw error;
      const reason = error instanceof ProcessEnded ? 'FAILED' : 'TOO_LONG';
      const message = `An operation ended the planner: ${(error as Error).message}`;
      const refusal = new PlanningError(message, reason, { cause: error });
      this.#refused.set(text, refusal);
      throw refusal;
    }
    if ('plan' in reply) return reply.plan;
    throw new PlanningError(`The planner failed: ${'error' in reply ? reply.error : 'it did not plan'}`);
  }

  /** Asks the process, and ends it when it does not answer. */
  async #ask(text: string): Promise<PlanningReply> {
    const child = await this.#started();
    try {
      return await ask(child, { text }, this.options.maxPlanningMs ?? MAX_PLANNING_MS);
    } catch (error) {
      this.#process = undefined;
      await end(child);
      throw error;
    }
  }

  #started(): Promise<ChildProcess> {
    if (this.#isClosed) throw new PlanningError('The planner is closed');
    if (!this.#process) {
      const starting = this.#start();
      this.#process = starting;
      starting.catch(() => {
        if (this.#process === starting) this.#process = undefined;
      });
    }
    return this.#process;
  }

  async #start(): Promise<ChildProcess> {
    // Without the settings and secrets of this process, since it parses the texts of strangers in native code.
    const child = fork(this.options.script ?? SCRIPT, { execArgv: [], stdio: 'ignore', env: {} });
    child.on('error', () => {}); // a failed start or message also ends the process, which `ask` reports
    // It never keeps this process alive.
    child.unref();
    child.channel?.unref();
    try {
      await ask(child, { supergraph: this.supergraph }, MAX_START_MS);
    } catch (error) {
      await end(child);
      throw new PlanningError(`The planner did not start: ${(error as Error).message}`, 'FAILED', {
        cause: error,
      });
    }
    child.once('exit', () => {
      // It ended while it was idle.
      void this.#process?.then((current) => {
        if (current === child) this.#process = undefined;
      });
    });
    return child;
  }
}

/** Sends a request and waits for its reply. @throws when the process ends, or takes too long */
function ask(child: ChildProcess, request: PlanningRequest, withinMs: number): Promise<PlanningReply> {
  return new Promise((resolve, reject) => {
    const finish = (settle: () => void) => {
      clearTimeout(timer);
      child.off('message', onMessage).off('exit', onExit);
      child.channel?.unref();
      settle();
    };
    const onMessage = (reply: PlanningReply) => finish(() => resolve(reply));
    const onExit = (code: number | null, signal: NodeJS.Signals | null) =>
      finish(() => reject(new ProcessEnded(`the process ended with ${signal ?? code}`)));
    const timer = setTimeout(
      () => finish(() => reject(new Error(`no plan within ${withinMs} ms`))),
      withinMs,
    );
    if (child.exitCode !== null || child.signalCode !== null) return onExit(child.exitCode, child.signalCode);
    child.channel?.ref();
    child.once('message', onMessage).once('exit', onExit);
    child.send(request, (error) => {
      // It ends, or has ended: the request could not be written.
      if (error) finish(() => reject(new ProcessEnded(error.message)));
    });
  });
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGKILL');
  await ended;
}
