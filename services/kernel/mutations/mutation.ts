import { createHash } from 'node:crypto';
import type { Pool, PoolClient } from 'pg';
import { QueryFailedError, type DataSource, type EntityManager } from 'typeorm';
import { Field, InputType, ObjectType } from 'type-graphql';
import type { Actor } from '../auth/actor.js';
import { countStatement, type Fence } from '../auth/caller.js';
import { isLockTimeout, isStatementTimeout, RolledBack } from '../errors/database-faults.js';
import { badUserInput, expected, errorText, publicError } from '../errors/errors.js';
import { encodeOutboxCursor } from '../outbox/outbox-cursor.js';
import { hasTable } from '../database/has-table.js';
import { MUTATION_ID_DESCRIPTION, Refusal, refusal, type ProblemRow } from '../errors/problems.js';
import { Problem } from './problem.type.js';
import { createWriter, sql, withComment, type Reader, type Sql, type Writer } from '../database/sql.js';
import type { Context } from '../context/context.js';

/** Input fields of every mutation. */
@InputType()
export abstract class MutationInput {
  @Field(() => String, { nullable: true, description: MUTATION_ID_DESCRIPTION })
  clientMutationId?: string | null;
}

/** Payload fields of every mutation, beside the entity that was changed. */
@ObjectType({ simpleResolvers: true })
export abstract class MutationPayload {
  @Field(() => [Problem], {
    description: 'Why the mutation was refused; empty when it succeeded (problèmes).',
  })
  problems!: Problem[];
  @Field(() => String, { nullable: true, description: 'The `clientMutationId` of the input.' })
  clientMutationId!: string | null;
  @Field(() => String, {
    nullable: true,
    description:
      'Cursor of this change: a search with this `asOf` includes it, and `changes` continues after it. Null when nothing was changed.',
  })
  asOf!: string | null;
}

/** Reads and writes of one transaction, on behalf of the actor. */
export interface Transaction extends Writer {
  readonly actor: Actor & { id: string };
  /** Writes rows of entities. Triggers maintain `version` and `updated_at`: do not write them. */
  readonly manager: EntityManager;
}

/** Id of the entity that a mutation created or changed, or that with what else its payload needs; a repeated request gets the same. */
export type Written = string | { id: string; details: unknown };

export interface MutationOptions<Stores, Row extends object> {
  /** Name of the mutation, and of its statements. */
  name: string;
  input: MutationInput;
  /** Payload field that holds the entity. */
  object: string;
  /** Loads the entity after the commit. @param details what the work returned beside the id, as JSON keeps it */
  load(stores: Stores, id: string, details: unknown): Promise<Row | null>;
  /** Problems by the name of the database constraint whose violation they report. */
  constraints?: Readonly<Record<string, ProblemRow>>;
}

const ATTEMPTS = 3;
/** Days in which a repeated request is recognised. */
const KEEP_RECEIPTS_DAYS = 7;
/** Days in which a suspended job is recognised when it goes on. */
const KEEP_FENCES_DAYS = 30;
const MAX_MUTATION_ID = 100;

/**
 * Runs a mutation in one transaction, together with its change events and its audit; a {@link Refusal} rolls it back.
 * Idempotent: the same `clientMutationId` of the same actor is executed once.
 * @param work returns the id of the entity that it created or changed
 * @returns the payload
 * @throws BAD_USER_INPUT for an empty or too long `clientMutationId`
 * @throws RolledBack, which callers get as TIMEOUT, when it or a lock took too long
 * @throws CONFLICT when each of three attempts failed by concurrent transactions
 */
export async function mutate<Stores, Row extends object>(
  context: Context<Stores>,
  options: MutationOptions<Stores, Row>,
  work: (transaction: Transaction) => Promise<Written>,
): Promise<Record<string, unknown>> {
  const { input, object } = options;
  const clientMutationId = input.clientMutationId ?? null;
  if (clientMutationId !== null && (clientMutationId === '' || clientMutationId.length > MAX_MUTATION_ID))
    throw badUserInput({
      argument: 'input.clientMutationId',
      expected: expected('CHARACTERS', { max: MAX_MUTATION_ID }),
    });
  const payload = { clientMutationId, problems: [] as readonly ProblemRow[], asOf: null as string | null };
  for (let attempt = 1; ; attempt++) {
    try {
      const outcome = await inTransaction(context, options, clientMutationId, work).catch(
        (error: unknown) => {
          throw isStatementTimeout(error) || isLockTimeout(error) ? new RolledBack(error) : error;
        },
      );
      // Loaders of this request may hold rows as they were before.
      context.resetStores();
      return {
        ...payload,
        asOf: outcome.asOf,
        [object]: await options.load(context.stores, outcome.id, outcome.details),
      };
    } catch (error) {
      const problems = problemsOf(error, options);
      if (problems) return { ...payload, problems, [object]: null };
      if (!isRace(error)) throw error;
      if (attempt === ATTEMPTS) throw conflict();
    }
  }
}

interface Outcome {
  id: string;
  asOf: string | null;
  details?: unknown;
}

/** Length at which PostgreSQL cuts an application_name. */
const MAX_NAME = 63;

async function inTransaction<Stores, Row extends object>(
  context: Context<Stores>,
  options: MutationOptions<Stores, Row>,
  clientMutationId: string | null,
  work: (transaction: Transaction) => Promise<Written>,
): Promise<Outcome> {
  const { actor } = context.caller;
  if (actor.id === null) throw new Error(`${options.name} must require authentication`);
  const count = () => countStatement(context.caller, context.subgraph);
  const caller = `${context.subgraph}: ${options.name}`;
  return transactWith(await context.dataSource(), { caller, count }, async (client, manager) => {
    const writer = createWriter(client, context.subgraph, context.caller, options.name);
    await writer.named('mutation.begin').rows(
      sql`SELECT set_config('passerelle.actor', ${actor.id}, true), set_config('passerelle.operation', ${options.name}, true),
          set_config('application_name', ${`passerelle ${context.subgraph} ${context.caller.requestId}`.slice(0, MAX_NAME)}, true)`,
    );
    if (context.caller.fence) await passFence(writer, context.caller.fence);
    const earlier =
      clientMutationId === null
        ? undefined
        : await earlierOutcome(writer, options, actor.id!, clientMutationId);
    if (earlier) return earlier;
    const written = await work({ ...writer, manager, actor: actor as Actor & { id: string } });
    const { id, ...rest } = typeof written === 'string' ? { id: written } : written;
    const outcome = { id, asOf: await cursorOfTransaction(writer, id, context), ...rest };
    if (clientMutationId !== null)
      await writer.named('mutation.receipt')
        .rows(sql`UPDATE mutation_receipt SET answer = ${JSON.stringify(outcome)}::jsonb
        WHERE actor = ${actor.id} AND client_mutation_id = ${clientMutationId}`);
    return outcome;
  });
}

/** @throws CONFLICT for a job whose work another process has taken over */
async function passFence(writer: Writer, { work, number }: Fence): Promise<void> {
  const passed = await writer.named('mutation.fence').rows(
    sql`INSERT INTO fence AS f (work, number) VALUES (${work}, ${number})
      ON CONFLICT (work) DO UPDATE SET number = excluded.number, passed_at = now() WHERE f.number <= excluded.number RETURNING 1 AS passed`,
  );
  if (!passed.length) throw conflict();
}

/** Hooks on the statements of an EntityManager. */
interface StatementHooks {
  /** Name of the caller, for the comment in each statement: `subgraph: mutation`. */
  caller: string;
  /** Called before each statement. */
  count(): void;
}

/**
 * Runs one transaction on its own connection: named statements on `client`, rows of entities by `manager`.
 * @throws the error of PostgreSQL, not the one of TypeORM, whose message may hold values
 */
export async function transactWith<Result>(
  source: DataSource,
  { caller, count }: StatementHooks,
  work: (client: PoolClient, manager: EntityManager) => Promise<Result>,
): Promise<Result> {
  const runner = source.createQueryRunner();
  const client = (await runner.connect()) as PoolClient;
  let lost: Error | undefined;
  const onLost = (error: Error) => void (lost ??= error);
  client.on('error', onLost);
  const query = runner.query.bind(runner);
  try {
    await runner.startTransaction();
    runner.query = ((text: string, ...rest: [parameters?: unknown[], useStructuredResult?: true]) => {
      count();
      return query(withComment(caller, text), ...(rest as [unknown[], true]));
    }) as typeof runner.query;
    const result = await work(client, runner.manager);
    runner.query = query;
    await runner.commitTransaction();
    return result;
  } catch (error) {
    runner.query = query;
    // The pool never hands out an ended connection.
    await runner.rollbackTransaction().catch(() => void client.end());
    const first: unknown = error instanceof QueryFailedError ? error.driverError : error;
    // `transaction_timeout` ends the connection, too.
    throw isStatementTimeout(first) ? first : (lost ?? first);
  } finally {
    // A connection that broke may report it twice.
    if (!lost) client.off('error', onLost);
    await runner.release();
  }
}

/** Runs one transaction on its own connection. */
export async function transact<Result>(
  pool: Pool,
  work: (client: PoolClient) => Promise<Result>,
): Promise<Result> {
  const client = await pool.connect();
  // A connection error between two statements surfaces in the next one.
  const ignore = () => {};
  client.on('error', ignore);
  let broken = false;
  try {
    await client.query('BEGIN');
    const result = await work(client);
    await client.query('COMMIT');
    return result;
  } catch (error) {
    await client.query('ROLLBACK').catch(() => {
      broken = true;
    });
    throw error;
  } finally {
    client.off('error', ignore);
    client.release(broken);
  }
}

/** Outcome of an earlier execution of the same request; waits for one that is still running. @throws Refusal */
async function earlierOutcome<Stores, Row extends object>(
  reader: Reader,
  { name, input }: MutationOptions<Stores, Row>,
  actor: string,
  clientMutationId: string,
): Promise<Outcome | undefined> {
  const fingerprint = createHash('sha256')
    .update(JSON.stringify([name, input]))
    .digest('base64url');
  const [inserted] = await reader.named('mutation.receipt')
    .rows(sql`INSERT INTO mutation_receipt (actor, client_mutation_id, operation, fingerprint)
      VALUES (${actor}, ${clientMutationId}, ${name}, ${fingerprint}) ON CONFLICT DO NOTHING RETURNING 1 AS inserted`);
  if (inserted) return undefined;
  const [receipt] = await reader
    .named('mutation.receipt')
    .rows<{ fingerprint: string; answer: Outcome }>(
      sql`SELECT fingerprint, answer FROM mutation_receipt WHERE actor = ${actor} AND client_mutation_id = ${clientMutationId}`,
    );
  if (receipt && receipt.fingerprint === fingerprint) return receipt.answer;
  throw refusal('CLIENT_MUTATION_ID_REUSED', 'clientMutationId');
}

/** Deletes receipts of requests that nobody repeats any more. */
export async function dropOldReceipts(pool: Pool): Promise<void> {
  if (await hasTable(pool, 'mutation_receipt'))
    await pool.query(
      'DELETE /* mutation.receipt drop */ FROM mutation_receipt WHERE created_at < now() - make_interval(days => $1)',
      [KEEP_RECEIPTS_DAYS],
    );
}

/** Deletes fencing tokens of works that ended long ago. */
export async function dropOldFences(pool: Pool): Promise<void> {
  if (await hasTable(pool, 'fence'))
    await pool.query(
      'DELETE /* mutation.fence drop */ FROM fence WHERE passed_at < now() - make_interval(days => $1)',
      [KEEP_FENCES_DAYS],
    );
}

/** Outbox cursor of the public changes of this transaction; null when it has none. */
async function cursorOfTransaction(
  reader: Reader,
  id: string,
  context: Context<unknown>,
): Promise<string | null> {
  const [position] = await reader.named('mutation.asOf').rows<{
    transaction: string;
    number: string;
  }>(sql`SELECT c.transaction::text AS transaction, c.number::text AS number FROM change c
      WHERE c.transaction >= pg_current_xact_id() AND NOT c.private AND (c.transaction = pg_current_xact_id() OR c.entity_id = ${id}::uuid)
      ORDER BY c.transaction DESC, c.number DESC LIMIT 1`);
  return position ? encodeOutboxCursor(context.cursors, new Map([[context.subgraph, position]])) : null;
}

interface DatabaseFault {
  code?: string;
  constraint?: string;
}

/** Violations that a race or a caller can cause: unique, foreign key, check, exclusion. */
const CONSTRAINT_VIOLATIONS = new Set(['23505', '23503', '23514', '23P01']);

function problemsOf<Stores, Row extends object>(
  error: unknown,
  { constraints = {} }: MutationOptions<Stores, Row>,
): readonly ProblemRow[] | undefined {
  if (error instanceof Refusal) return error.problems;
  const { code, constraint } = error as DatabaseFault;
  const problem = code && constraint && CONSTRAINT_VIOLATIONS.has(code) ? constraints[constraint] : undefined;
  return problem && [problem];
}

const conflict = () => publicError('CONFLICT', errorText('CONFLICT'));

/** True for a serialization failure or a deadlock, which a retry resolves. */
function isRace(error: unknown): boolean {
  return ['40001', '40P01'].includes((error as DatabaseFault).code ?? '');
}

/**
 * Locks the row of an entity until the transaction ends.
 * @param select such as sql`SELECT … FROM expertise WHERE id = …`, without `FOR UPDATE`
 * @param version the one that the caller has read; absent for an edit without optimistic locking
 * @throws Refusal NOT_FOUND, VERSION_CONFLICT
 */
export async function lockRow<Row extends { version: number }>(
  transaction: Transaction,
  type: string,
  select: Sql,
  version?: number,
): Promise<Row> {
  const [row] = await transaction.named(`${type}.lock`).rows<Row>(sql`${select} FOR UPDATE`);
  if (!row) throw refusal('NOT_FOUND', 'id', { type });
  if (version !== undefined && row.version !== version)
    throw refusal('VERSION_CONFLICT', 'version', { version: row.version });
  return row;
}
