import type { Actor, SubgraphClient } from '#kernel/auth';
import type { SubgraphRuntime } from '#kernel/server';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pino } from 'pino';
import { NODES, nodeSubgraphClient } from '../../../gateway/node-subgraph/nodes.js';
import { startEmbeddedPostgres, type EmbeddedPostgres } from '../../../services/embedded-postgres/index.js';
import { openSubgraphs, subgraphs } from '../../../services/run.js';
import type { Workplace } from '../workplace.js';

const log = pino({ level: 'silent' });
const read = (file: string) => readFileSync(new URL(`../../../../schema/${file}`, import.meta.url), 'utf8');

/** The subgraphs in this process on a database of their own, with nothing that works in the background. */
export class ScratchGraph {
  readonly clients: ReadonlyMap<string, SubgraphClient>;

  private constructor(
    private readonly postgres: EmbeddedPostgres,
    private readonly runtimes: readonly SubgraphRuntime[],
    secret: string,
  ) {
    const clients = new Map<string, SubgraphClient>(runtimes.map((runtime) => [runtime.name, runtime]));
    const sdl = Object.fromEntries(subgraphs.map(({ name }) => [name, read(`subgraphs/${name}.graphql`)]));
    clients.set(NODES, nodeSubgraphClient(sdl, clients, secret));
    this.clients = clients;
  }

  static async open(workplace: Workplace, secret: string): Promise<ScratchGraph> {
    const directory = join(workplace.loaded(), 'postgres');
    const postgres = await startEmbeddedPostgres({ directory, password: secret, log: () => {} });
    return new ScratchGraph(
      postgres,
      openSubgraphs(subgraphs, { url: postgres.url, secret, poolSize: 2 }, log),
      secret,
    );
  }

  get url(): string {
    return this.postgres.url;
  }

  async close(): Promise<void> {
    await Promise.all(this.runtimes.map((runtime) => runtime.close()));
    await this.postgres.stop();
  }
}

/** Somebody with all permissions, without a grant in any database. */
export const administrator = (permissions: Actor['permissions']): Actor => ({
  kind: 'PERSON',
  id: 'any-mutation',
  name: 'Somebody',
  roles: ['ADMINISTRATOR'],
  permissions,
  person: { issuer: 'https://issuer.example', subject: 'any-mutation' },
  expiresAt: null,
});
