import { rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { addressOf, startProgram, type Program } from '../program.js';
import { copyDatabase, makeFast } from './copy-database.js';
import { testDirectory } from './directory.js';

// Each jest worker has a graph of its own, as `npm start` runs it, on a copy of the loaded database, each with its own
// PostgreSQL server: a transaction anywhere on a server delays the outbox readers of all its databases.

/** Variables that tests read. */
export type GraphEnvironment = Record<'TEST_GRAPH' | 'TEST_DATABASE' | 'TEST_DATA_DIR', string>;

interface WorkerGraph {
  program: Program;
  environment: GraphEnvironment;
}

/** Starts a graph for each worker that requests one, and stops all of them. */
export class WorkerGraphs {
  readonly #graphs = new Map<string, Promise<WorkerGraph>>();
  readonly #directories: string[] = [];
  readonly #server: Server;

  /** @param loaded a DATA_DIR to copy from */
  constructor(
    private readonly loaded: string,
    private readonly secret: string,
  ) {
    this.#server = createServer((request, response) => {
      this.#graphOf(request.url!.slice(1)).then(
        ({ environment }) => response.end(JSON.stringify(environment)),
        (error: Error) => response.writeHead(500).end(error.message),
      );
    });
  }

  /** @returns the address for the requests of workers */
  async listen(): Promise<string> {
    await new Promise<void>((resolve, reject) =>
      this.#server.once('error', reject).listen(0, '127.0.0.1', resolve),
    );
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    this.#server.close();
    this.#server.closeAllConnections();
    const graphs = await Promise.allSettled(this.#graphs.values());
    await Promise.all(
      graphs.flatMap((graph) => (graph.status === 'fulfilled' ? [graph.value.program.stop()] : [])),
    );
    for (const directory of this.#directories) rmSync(directory, { recursive: true, force: true });
  }

  /** Returns the running graph, or a new one when a test has stopped it. */
  async #graphOf(worker: string): Promise<WorkerGraph> {
    const running = await this.#graphs.get(worker);
    if (running && running.program.process.exitCode === null && running.program.process.signalCode === null)
      return running;
    const graph = this.#start();
    this.#graphs.set(worker, graph);
    return graph;
  }

  async #start(): Promise<WorkerGraph> {
    const dataDir = testDirectory();
    this.#directories.push(dataDir);
    copyDatabase(this.loaded, dataDir);
    makeFast(dataDir);
    const program = startProgram({
      PORT: '0',
      DATA_DIR: dataDir,
      SECRET: this.secret,
      DIAGNOSTICS: 'true',
      LOG_LEVEL: 'warn',
      // With the development issuer, as `npm start` has it.
      NODE_ENV: 'test',
      // All tests use one address.
      MAX_FAILURES_PER_MINUTE: '0',
    });
    const address = await addressOf(program);
    const [, port] = await program.printed(/PostgreSQL is ready on 127\.0\.0\.1:(\d+)/);
    return {
      program,
      environment: {
        TEST_GRAPH: address,
        TEST_DATABASE: `postgres://passerelle:${this.secret}@127.0.0.1:${port}/passerelle`,
        TEST_DATA_DIR: dataDir,
      },
    };
  }
}
