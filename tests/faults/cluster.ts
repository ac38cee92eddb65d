import { startEmbeddedPostgres } from '../../services/embedded-postgres/index.js';
import { subgraphs } from '../../services/run.js';
import { Balancer } from '../support/balancer.js';
import { othersOf, startOrder } from '../support/start-order.js';
import { Workplace } from '../support/workplace.js';
import { Replica } from './replica.js';

/** Far more than a balancer of this cluster needs to see that a process is not ready, even on a busy machine. */
const DRAIN_MS = '3000';
/** Of one process: sixteen of them share the connections of one PostgreSQL. */
const POOL_SIZE = '3';
const PAIR = ['one', 'two'];

export interface Cluster {
  /** Address of the balancer in front of the gateways. */
  address: string;
  gateways: readonly Replica[];
  subgraphs: readonly Replica[];
  close(): Promise<void>;
}

/**
 * Starts PostgreSQL, two processes of each subgraph and two gateways, with a balancer in front of each pair, all on
 * 127.0.0.1.
 * @param say prints progress
 */
export async function openCluster(secret: string, say: (line: string) => void): Promise<Cluster> {
  const workplace = new Workplace();
  const dataDir = workplace.loaded('durable');
  const postgres = await startEmbeddedPostgres({
    directory: `${dataDir}/postgres`,
    password: secret,
    log: () => {},
    settings: { max_connections: '300' },
  });
  const { host, pathname } = new URL(postgres.url);
  const shared = { SECRET: secret, DRAIN_MS, POOL_SIZE };
  const balancers: Balancer[] = [];
  const addresses: string[] = [];
  const replicas: Replica[] = [];
  const close = async () => {
    await workplace.clear();
    for (const balancer of balancers) balancer.close();
    await postgres.stop();
  };

  async function pairOf(
    name: string,
    environment: (port: string, address: string) => Readonly<Record<string, string>>,
  ): Promise<{ pair: Replica[]; address: string }> {
    const balancer = new Balancer();
    await balancer.open();
    balancers.push(balancer);
    const address = `http://127.0.0.1:${balancer.port}`;
    const pair = PAIR.map(
      (each) => new Replica(workplace, balancer, `${name} ${each}`, (port) => environment(port, address)),
    );
    await Promise.all(pair.map((replica) => replica.start()));
    say(`Started ${name}, twice.`);
    return { pair, address };
  }

  try {
    for (const group of startOrder(subgraphs))
      for (const subgraph of group) {
        const { name } = subgraph;
        const others = othersOf(subgraph).length ? { SUBGRAPH_URLS: addresses.join(',') } : {};
        const { pair, address } = await pairOf(name, (port) => ({
          ...shared,
          ...others,
          // Without a user: each subgraph logs in with its own role.
          DATABASE_URL: `postgres://${host}${pathname}`,
          SUBGRAPH: name,
          SUBGRAPH_PORT: port,
        }));
        addresses.push(`${name}=${address}/graphql`);
        replicas.push(...pair);
      }
    const { pair, address } = await pairOf('gateway', (port, front) => ({
      ...shared,
      PORT: port,
      DATA_DIR: dataDir,
      SUBGRAPH_URLS: addresses.join(','),
      // The issuer of tokens is the same in both.
      PUBLIC_URL: front,
      DEVELOPMENT_ISSUER: 'true',
      NODE_ENV: 'test',
    }));
    return { address, gateways: pair, subgraphs: replicas, close };
  } catch (error) {
    await close();
    throw error;
  }
}
