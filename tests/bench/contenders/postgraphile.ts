import { createServer } from 'node:http';
import pg from 'pg';
import { listenForBench } from './listen.js';
import { importFrom } from './packages.js';

// PostGraphile over the schema `bench` (../one-database.ts), configured for speed: lists beside
// connections, prepared statements, no mutations, no GraphiQL, no explain.

const [packages = '', database = ''] = process.argv.slice(2);
const [{ postgraphile }, { PostGraphileAmberPreset }, { makePgService }, { grafserv }] = await Promise.all(
  [
    'postgraphile',
    'postgraphile/presets/amber',
    'postgraphile/adaptors/pg',
    'postgraphile/grafserv/node',
  ].map((name) => importFrom(packages, name)),
);

let statements = 0;
const pool = new (await importFrom(packages, 'pg')).default.Pool({
  connectionString: database,
  max: 10,
  options: '-c jit=off -c timezone=UTC',
});
pool.on('connect', (client: pg.Client) => {
  const query = client.query.bind(client) as (...args: unknown[]) => unknown;
  Object.assign(client, {
    query: (...args: unknown[]) => {
      statements += 1;
      return query(...args);
    },
  });
});

const instance = postgraphile({
  extends: [PostGraphileAmberPreset],
  disablePlugins: ['PgMutationCreatePlugin', 'PgMutationUpdateDeletePlugin'],
  schema: { defaultBehavior: '+list', dontSwallowErrors: true },
  grafserv: { graphqlPath: '/', graphiql: false, watch: false },
  grafast: { explain: false },
  pgServices: [makePgService({ pool, schemas: ['bench'], pubsub: false })],
});
const served = instance.createServ(grafserv);
const server = createServer();
await served.addTo(server);
const [graph] = server.listeners('request') as ((...args: unknown[]) => void)[];
server.removeAllListeners('request');
server.on('request', (request, response) => {
  if (request.url === '/statements') return response.end(String(statements));
  graph!(request, response);
});
// The pool is not ended: requests of the last measurement, which nobody waits for, would log an error for each statement.
listenForBench(server, async () => instance.release());
