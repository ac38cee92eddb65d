import { DatabaseError, checkPrepared, type DatabaseOptions } from '#kernel/database';
import type { AuditRow } from '#kernel/mutations';
import { prepareDatabase, type SubgraphRuntime } from '#kernel/server';
import { parse } from 'graphql';
import type { Subgraph } from '#kernel/subgraph';
import { openSubgraphs, subgraphs } from '../../services/run.js';
import { DEVELOPMENT_PATH } from '../identity/development.js';
import { ACCESS } from '../identity/identity.js';
import { OperatorError } from '../settings/operator-error.js';
import { operator } from './operator.js';
import { openDatabaseBesides, type Bootstrap } from '../bootstrap/bootstrap.js';

const COMMAND_LINE = operator(['access:write', 'audit:read']);

/** Client of the access subgraph for the command line: its changes pass the same checks and audit as all others. */
export interface AccessClient {
  /** Executes a query. @throws OperatorError with the message of its first error */
  query<Data>(operation: string, variables?: Record<string, unknown>): Promise<Data>;
  /** Executes a mutation with one field. @returns its payload @throws OperatorError with its first problem */
  mutate<Payload>(operation: string, input: Record<string, unknown>): Promise<Payload>;
  /** Whether the graph accepts tokens of this issuer. */
  trusts(issuer: string): boolean;
  /** Returns the changes of all subgraphs, the latest first. */
  audit(filter: { entity?: string; actor?: string; first: number }): Promise<AuditRow[]>;
}

const auditOf =
  'query ($entity: String, $actor: String, $first: Int!) { _audit(entity: $entity, actor: $actor, first: $first) }';

/**
 * Opens the subgraphs, on the configured database or on that of a running program.
 * @param bootstrap prints progress apart from the output of the command; its shutdown hooks close what this opens
 */
export async function openAccessClient(bootstrap: Bootstrap): Promise<AccessClient> {
  const { config, shutdownHooks, log } = bootstrap;
  const database = await openDatabaseBesides(bootstrap);
  const open = (wanted: (subgraph: Subgraph) => boolean) => {
    const opened = openSubgraphs(subgraphs.filter(wanted), { ...database, poolSize: 2 }, log);
    shutdownHooks.add(async () => void (await Promise.all(opened.map((runtime) => runtime.close()))));
    return opened;
  };
  const [access] = open(({ name }) => name === ACCESS) as [SubgraphRuntime];
  await prepareIfNew(access, database, bootstrap);

  async function execute<Data>(
    subgraphRuntime: SubgraphRuntime,
    operation: string,
    variables: Record<string, unknown>,
  ) {
    const caller = { actor: COMMAND_LINE, language: 'EN', requestId: 'command-line' } as const;
    const { data, errors } = await subgraphRuntime.execute({ document: parse(operation), variables, caller });
    const [error] = errors ?? [];
    if (error) throw new OperatorError(error.message, { cause: error });
    // As over HTTP: date-times become text.
    return JSON.parse(JSON.stringify(data)) as Data;
  }

  return {
    query: (operation, variables = {}) => execute(access, operation, variables),
    async mutate<Payload>(operation: string, input: Record<string, unknown>) {
      type Payloads = Record<string, Payload & { problems: { message: string; field: string[] }[] }>;
      const [payload] = Object.values(await execute<Payloads>(access, operation, { input }));
      const [problem] = payload!.problems;
      if (problem)
        throw new OperatorError(`${problem.field.slice(1).join('.')}: ${problem.message}`.replace(/^: /, ''));
      return payload!;
    },
    trusts: (issuer) =>
      config.issuers.some((known) => known.issuer === issuer) ||
      (config.developmentIssuer && issuer.endsWith(DEVELOPMENT_PATH)),
    async audit(filter) {
      // The audit alone needs the other subgraphs, whose schemas take a second to build.
      const others = open(({ name, readModel }) => name !== ACCESS && !readModel);
      const audits = await Promise.all(
        [access, ...others].map((subgraphRuntime) =>
          execute<{ _audit: AuditRow[] }>(subgraphRuntime, auditOf, filter).catch((error: unknown) => {
            log.warn(
              { err: error, subgraph: subgraphRuntime.name },
              'The audit of the subgraph cannot be read',
            );
            return { _audit: [] };
          }),
        ),
      );
      return audits
        .flatMap(({ _audit }) => _audit)
        .sort((a, b) => Date.parse(b.at) - Date.parse(a.at))
        .slice(0, filter.first);
    },
  };
}

/** Creates the tables of the access subgraph when the program has never started on this database. */
async function prepareIfNew(
  access: SubgraphRuntime,
  database: DatabaseOptions,
  { say }: Bootstrap,
): Promise<void> {
  try {
    await checkPrepared(access.subgraph, access.pool, database);
  } catch (error) {
    if (!(error instanceof DatabaseError) || !error.message.includes('npm run load')) throw error;
    await prepareDatabase([access.subgraph], database, say);
  }
}
