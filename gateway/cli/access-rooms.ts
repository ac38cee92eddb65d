import { join, resolve } from 'node:path';
import type { Actor } from '#kernel/auth';
import { DatabaseError, checkPrepared, type DatabaseOptions } from '#kernel/database';
import type { AuditRow } from '#kernel/mutations';
import { prepareDatabase, type SubgraphRuntime } from '#kernel/server';
import { parse } from 'graphql';
import { findEmbeddedPostgres } from '../../services/embedded-postgres/index.js';
import { openSubgraphs, subgraphs } from '../../services/run.js';
import { DEVELOPMENT_PATH } from '../identity/development.js';
import { ACCESS } from '../identity/identity.js';
import { OperatorError } from '../settings/operator-error.js';
import { databaseOptions, openDatabase, type Bootstrap } from '../app/bootstrap.js';

/** Whoever has this terminal has the database, and may do what an administrator may. */
const COMMAND_LINE: Actor = {
  kind: 'PERSON',
  id: 'command-line',
  name: 'Command line',
  roles: ['ADMINISTRATOR'],
  permissions: ['access:write', 'audit:read'].map((scope) => ({ scope, of: null })),
  expiresAt: null,
};

/** The doors that the command line goes through, so that what it does is checked and put on record as all else. */
export interface AccessRooms {
  /** @throws OperatorError with what was wrong */
  ask<Data>(operation: string, variables?: Record<string, unknown>): Promise<Data>;
  /** A mutation with one field. @returns its payload @throws OperatorError with its problems */
  change<Payload>(operation: string, input: Record<string, unknown>): Promise<Payload>;
  /** Whether tokens of this issuer count here. */
  trusts(issuer: string): boolean;
  /** What was changed, in all subgraphs, the latest first. */
  audit(of: { entity?: string; actor?: string; first: number }): Promise<AuditRow[]>;
}

const auditOf =
  'query ($entity: String, $actor: String, $first: Int!) { _audit(entity: $entity, actor: $actor, first: $first) }';

/** @param bootstrap what it prints goes beside the answers; what it opens closes with the program */
export async function openAccessRooms(bootstrap: Bootstrap): Promise<AccessRooms> {
  const { config, shutdownHooks, log } = bootstrap;
  const directory = resolve(join(config.dataDir, 'postgres'));
  const running =
    config.databaseUrl === undefined ? await findEmbeddedPostgres(directory, config.secret) : null;
  const database = running
    ? { ...databaseOptions(config, running), directory }
    : await openDatabase(bootstrap);
  const audited = subgraphs.filter(({ readModel }) => !readModel);
  const runtimes = openSubgraphs(audited, { ...database, poolSize: 2 }, log);
  shutdownHooks.add(
    async () => void (await Promise.all(runtimes.map((subgraphRuntime) => subgraphRuntime.close()))),
  );
  const access = runtimes.find(({ name }) => name === ACCESS)!;
  await makeReady(access, database, bootstrap);

  async function answered<Data>(
    subgraphRuntime: SubgraphRuntime,
    operation: string,
    variables: Record<string, unknown>,
  ) {
    const caller = { actor: COMMAND_LINE, language: 'EN', requestId: 'command-line' } as const;
    const { data, errors } = await subgraphRuntime.execute({ document: parse(operation), variables, caller });
    const [error] = errors ?? [];
    if (error) throw new OperatorError(error.message, { cause: error });
    // As it is over HTTP: instants are text.
    return JSON.parse(JSON.stringify(data)) as Data;
  }

  return {
    ask: (operation, variables = {}) => answered(access, operation, variables),
    async change<Payload>(operation: string, input: Record<string, unknown>) {
      type Changed = Record<string, Payload & { problems: { message: string; field: string[] }[] }>;
      const [payload] = Object.values(await answered<Changed>(access, operation, { input }));
      const [problem] = payload!.problems;
      if (problem)
        throw new OperatorError(`${problem.field.slice(1).join('.')}: ${problem.message}`.replace(/^: /, ''));
      return payload!;
    },
    trusts: (issuer) =>
      config.issuers.some((known) => known.issuer === issuer) ||
      (config.developmentIssuer && issuer.endsWith(DEVELOPMENT_PATH)),
    async audit(of) {
      const found = await Promise.all(
        runtimes.map((subgraphRuntime) =>
          answered<{ _audit: AuditRow[] }>(subgraphRuntime, auditOf, of).catch((error: unknown) => {
            log.warn({ err: error, subgraph: subgraphRuntime.name }, 'its audit cannot be read');
            return { _audit: [] };
          }),
        ),
      );
      return found
        .flatMap(({ _audit }) => _audit)
        .sort((one, other) => Date.parse(other.at) - Date.parse(one.at))
        .slice(0, of.first);
    },
  };
}

/** Before the first start there is nothing: then the tables of this subgraph are made now. */
async function makeReady(
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
