import { fileURLToPath } from 'node:url';
import { subgraphs } from '../../../services/run.js';
import { addressOf, startProgram, type Program } from '../../support/program.js';
import { othersOf, startOrder } from '../../support/start-order.js';
import type { BenchDatabase } from '../database.js';
import type { Operation, Question } from '../questions/index.js';

/** Contenders, in the order of the table. */
export const CONTENDERS = {
  floor: 'floor: pg and JSON',
  'one-process': 'Passerelle, one process',
  cache: 'Passerelle, from its response cache',
  processes: 'Passerelle, separate processes',
  apollo: '@apollo/gateway, same subgraphs on Apollo Server',
  'apollo-doors': '@apollo/gateway, same subgraphs behind our doors',
  postgraphile: 'PostGraphile, one database',
};

export type ContenderName = keyof typeof CONTENDERS;

/** A running contender. */
export interface Contender {
  name: ContenderName;
  /** Ids of its processes, without the database. */
  pids: number[];
  /** Address and operation for a question; undefined when the contender has no equivalent. */
  requestFor(question: Question): { url: string; operation: Operation } | undefined;
  /** Number of SQL statements so far for requests with the header `x-count`; absent when responses of the graph have it. */
  statements?: () => Promise<number>;
}

/** Connections of each service; all contenders together must not exceed the maximum of `../database.ts`. */
const POOL_SIZE = '5';

interface Running {
  program: Program;
  address: string;
}

/** Starts contenders on one database, and stops all of them. */
export class Field {
  readonly contenders: Contender[] = [];
  readonly #programs: Program[] = [];

  /** @param packages directory of the installed package of the benchmark */
  constructor(
    private readonly database: BenchDatabase,
    private readonly packages: string,
  ) {}

  /** @param only the selected contenders */
  async start(only: readonly ContenderName[]): Promise<void> {
    const { url, secret } = this.database;
    const inProcess = { DATABASE_URL: url };
    if (only.includes('floor')) this.#floor(await this.#script('floor', [url]));
    if (only.includes('one-process')) this.#graphAs('one-process', [await this.#graph(inProcess)]);
    if (only.includes('cache')) this.#cache(await this.#graph({ ...inProcess, ANSWER_CACHE_MB: '64' }));
    if (only.includes('apollo')) await this.#apolloThroughout();
    if (only.includes('processes') || only.includes('apollo-doors')) {
      const { runtimes, addresses } = await this.#runtimes();
      const urls = urlsOf(addresses);
      if (only.includes('processes'))
        this.#graphAs('processes', [await this.#graph({ SUBGRAPH_URLS: urls }), ...runtimes]);
      if (only.includes('apollo-doors')) {
        const running = await this.#script('apollo', [this.packages, secret, JSON.stringify(addresses)]);
        const { address } = running;
        this.#apollo('apollo-doors', [running, ...runtimes], () => countAt(address));
      }
    }
    if (only.includes('postgraphile'))
      this.#postgraphile(await this.#script('postgraphile', [this.packages, url]));
  }

  /** A graph in one process that counts statements; it is stopped before anything is measured. */
  async startCounting(): Promise<{ address: string; stop: () => Promise<void> }> {
    const { program, address } = await this.#graph({ DATABASE_URL: this.database.url, DIAGNOSTICS: 'true' });
    return { address, stop: () => program.stop() };
  }

  async stop(): Promise<void> {
    await Promise.all(this.#programs.map((program) => program.stop()));
  }

  #floor({ program, address }: Running): void {
    this.contenders.push({
      name: 'floor',
      pids: pidsOf(program),
      requestFor: ({ name, floor, graph }) => floor && { url: `${address}/${name}`, operation: graph },
      statements: () => countAt(address),
    });
  }

  #graphAs(name: ContenderName, running: Running[]): void {
    const url = `${running[0]!.address}/graphql`;
    const pids = pidsOf(...running.map(({ program }) => program));
    this.contenders.push({ name, pids, requestFor: ({ graph }) => ({ url, operation: graph }) });
  }

  #cache({ program, address }: Running): void {
    const url = `${address}/graphql`;
    this.contenders.push({
      name: 'cache',
      pids: pidsOf(program),
      requestFor: ({ graph }) => ({ url, operation: graph }),
      statements: async () => 0,
    });
  }

  /** Each subgraph on Apollo Server in a process of its own, behind @apollo/gateway. */
  async #apolloThroughout(): Promise<void> {
    const { url, secret } = this.database;
    const { host, pathname } = new URL(url);
    const runtimes = await Promise.all(
      subgraphs.map(async ({ name }) => ({
        name,
        ...(await this.#script('apollo-subgraph', [name, `postgres://${host}${pathname}`, secret])),
      })),
    );
    const addresses = Object.fromEntries(runtimes.map(({ name, address }) => [name, address]));
    const parts = [this.packages, secret, JSON.stringify(addresses), 'apollo'];
    const counts = () => Promise.all(runtimes.map(({ address }) => countAt(address)));
    this.#apollo('apollo', [await this.#script('apollo', parts), ...runtimes], async () =>
      (await counts()).reduce((sum, count) => sum + count, 0),
    );
  }

  #apollo(name: ContenderName, running: Running[], statements: () => Promise<number>): void {
    const { address } = running[0]!;
    this.contenders.push({
      name,
      pids: pidsOf(...running.map(({ program }) => program)),
      requestFor: ({ graph }) => ({ url: address, operation: graph }),
      statements,
    });
  }

  #postgraphile({ program, address }: Running): void {
    this.contenders.push({
      name: 'postgraphile',
      pids: pidsOf(program),
      requestFor: ({ postgraphile }) => postgraphile && { url: address, operation: postgraphile },
      statements: () => countAt(address),
    });
  }

  async #graph(env: Record<string, string>): Promise<Running> {
    const program = this.#start({ PORT: '0', ...env });
    return { program, address: await addressOf(program) };
  }

  /** Starts each subgraph in a process of its own, projectors last. */
  async #runtimes(): Promise<{ runtimes: Running[]; addresses: Record<string, string> }> {
    const runtimes: Running[] = [];
    const addresses: Record<string, string> = {};
    const { host, pathname } = new URL(this.database.url);
    const start = async ({ name }: { name: string }, env: Record<string, string>) => {
      // Without a user: each subgraph logs in with its own role.
      const database = `postgres://${host}${pathname}`;
      const program = this.#start({ DATABASE_URL: database, SUBGRAPH: name, SUBGRAPH_PORT: '0', ...env });
      const [, address] = await program.printed(/answers the gateway at (http:\S+)\/graphql/);
      runtimes.push({ program, address: address! });
      addresses[name] = `${address}/graphql`;
    };
    for (const some of startOrder(subgraphs)) {
      const urls = { SUBGRAPH_URLS: urlsOf(addresses) };
      await Promise.all(
        some.map((subgraphRuntime) => start(subgraphRuntime, othersOf(subgraphRuntime).length ? urls : {})),
      );
    }
    return { runtimes, addresses };
  }

  async #script(name: string, args: string[]): Promise<Running> {
    const program = this.#start({}, args, fileURLToPath(new URL(`${name}.js`, import.meta.url)));
    const [, address] = await program.printed(/Listening at (http:\S+)/);
    return { program, address: address! };
  }

  #start(env: Record<string, string>, args: string[] = [], script?: string): Program {
    const { secret } = this.database;
    const settings = { SECRET: secret, LOG_LEVEL: 'warn', POOL_SIZE };
    const program = startProgram({ ...settings, ...env }, args, script);
    program.process.stderr!.on('data', (chunk: Buffer) => process.stderr.write(chunk));
    this.#programs.push(program);
    return program;
  }
}

const urlsOf = (addresses: Record<string, string>) =>
  Object.entries(addresses)
    .map((pair) => pair.join('='))
    .join(',');
const pidsOf = (...programs: Program[]) => programs.map((program) => program.process.pid!);

async function countAt(address: string): Promise<number> {
  return Number(await (await fetch(`${address}/statements`)).text());
}
