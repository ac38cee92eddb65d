import { readFileSync } from 'node:fs';
import { transformSupergraphToPublicSchema } from '@theguild/federation-composition';
import { ANONYMOUS } from '#kernel/auth';
import { Kind, buildASTSchema, parse, print, type DocumentNode } from 'graphql';
import type { Bootstrap } from '../bootstrap/bootstrap.js';
import { IsolatedPlanner } from '../engine/index.js';
import { operationLog } from '../observability/operation-log.js';
import { plainSubgraphClient } from '../operation/plain-subgraph-client.js';
import { Pipeline } from '../operation/pipeline.js';
import type { Config } from '../settings/config.js';
import { OperatorError } from '../settings/operator-error.js';
import { serveHttp } from './server.js';

/**
 * Serves any composed supergraph of Apollo Federation 2 by the same pipeline, with its subgraphs at the URLs that it names:
 * no identity, no database, no subscriptions, errors of the subgraphs as they are. For trying the engine on other graphs,
 * and for audits of others.
 * @throws OperatorError for a file that is no supergraph
 */
export async function serveSupergraph(
  { config, shutdownHooks, log, say }: Omit<Bootstrap, 'config'> & { config: Config },
  file: string,
): Promise<{ port: number }> {
  const supergraph = readSupergraph(file);
  const clients = new Map(
    urlsIn(supergraph.document, file).map(([name, url]) => [
      name,
      plainSubgraphClient(name, url, config.requestTimeoutMs),
    ]),
  );
  const planner = new IsolatedPlanner(supergraph.text);
  shutdownHooks.add(() => planner.close());
  const pipeline = new Pipeline({
    ...config,
    supergraph: supergraph.text,
    api: supergraph.api,
    clients,
    plan: (text) => planner.plan(text),
    limits: config,
    trusted: new Map(),
    trustedOnly: false,
    scalars: [],
    passesErrors: true,
    log,
  });
  await planner.start();
  const server = await serveHttp({
    ...config,
    pipeline,
    clients,
    identity: { actorOf: async () => ANONYMOUS, revision: async () => '' },
    development: undefined,
    budgets: undefined,
    observer: operationLog(log, config.slowOperationMs),
    log,
  });
  shutdownHooks.add(async () => {
    await server.close();
    await Promise.all([...clients.values()].map((client) => client.close()));
  });
  say(`The supergraph ${file} is served at http://${config.host}:${server.port}/graphql`);
  return { port: server.port };
}

function readSupergraph(file: string): { text: string; document: DocumentNode; api: string } {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw new OperatorError(`The supergraph ${file} cannot be read: ${(error as Error).message}`);
  }
  try {
    const document = parse(text);
    const api = print(transformSupergraphToPublicSchema(document));
    buildASTSchema(parse(api));
    return { text, document, api };
  } catch (error) {
    throw new OperatorError(`${file} is no supergraph: ${(error as Error).message}`);
  }
}

/** Returns the name and the URL of each subgraph. */
function urlsIn(document: DocumentNode, file: string): [name: string, url: string][] {
  const graphs = document.definitions.find(
    (definition) => definition.kind === Kind.ENUM_TYPE_DEFINITION && definition.name.value === 'join__Graph',
  );
  if (graphs?.kind !== Kind.ENUM_TYPE_DEFINITION)
    throw new OperatorError(
      `${file} is no supergraph: expected the enum join__Graph, which names the subgraphs.`,
    );
  return (graphs.values ?? []).map(({ name, directives = [] }) => {
    const args = new Map(
      directives.flatMap(({ arguments: given = [] }) =>
        given.map((argument) => [
          argument.name.value,
          argument.value.kind === Kind.STRING ? argument.value.value : '',
        ]),
      ),
    );
    const url = args.get('url') ?? '';
    if (!URL.canParse(url))
      throw new OperatorError(`The supergraph ${file} has no URL for ${args.get('name') ?? name.value}.`);
    return [args.get('name') ?? name.value, url];
  });
}
