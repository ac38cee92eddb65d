import { createHash } from 'node:crypto';
import type { Pool, PoolClient } from 'pg';
import { QueryFailedError, type DataSource, type EntityManager } from 'typeorm';
import { GraphQLError } from 'graphql';
import { Field, InputType, ObjectType } from 'type-graphql';
import type { Actor } from '../auth/actor.js';
import { countStatement } from '../auth/caller.js';
import { badUserInput } from '../errors/errors.js';
import { encodeOutboxCursor } from '../outbox/feed-cursor.js';
import { hasTable } from '../database/has-table.js';
import { MUTATION_ID_DESCRIPTION, Problem, Refusal, refusal } from '../errors/problems.js';
import { createWriter, sql, withComment, type Reader, type Sql, type Writer } from '../database/sql.js';
import type { Context } from '../context/context.js';

/** What the input of every mutation has. */
@InputType()
export abstract class MutationInput {
  @Field(() => String, { nullable: true, description: MUTATION_ID_DESCRIPTION })
  clientMutationId?: string | null;
}

/** What the payload of every mutation has, beside the thing that was changed. */
@ObjectType({ simpleResolvers: true })
export abstract class MutationPayload {
  @Field(() => [Problem], { description: 'Why nothing was done; empty when it was done (problèmes).' })
  problems!: Problem[];
  @Field(() => String, { nullable: true, description: 'As it was sent.' })
  clientMutationId!: string | null;
  @Field(() => String, {
    nullable: true,
    description:
      'Names this change: search that is asked `asOf` it knows of it, and `changes` goes on after it. Null when nothing was done.',
  })
  asOf!: string | null;
}

/** Reads and writes of one transaction, in the name of the actor. */
export interface Transaction extends Writer {
  readonly actor: Actor & { id: string };
  /** Writes rows of entities. Columns that triggers keep (version, updated_at) are left to them. */
  readonly manager: EntityManager;
}

export interface MutationOptions<Stores, Row extends object> {
  /** Name of the mutation, and of its statements. */
  name: string;
  input: MutationInput;
  /** The field of the payload that holds the thing. */
  object: string;
  /** Finds the thing again, when all is done. */
  load(stores: Stores, id: string): Promise<Row | null>;
  /** Name of a constraint of the database by what it means when it is broken. */
  constraints?: Readonly<Record<string, { code: string; message: string; field?: string }>>;
}

const ATTEMPTS = 3;
/** How long a request that is sent again is known. */
const KEEP_RECEIPTS_DAYS = 7;
const MAX_MUTATION_ID = 100;

/**
 * Does the work in one transaction, with its change records and its audit; what it refuses ({@link Refusal}) undoes it.
 * The same `clientMutationId` of the same actor is done once.
 * @param work gives the id of the thing that it made or changed
 * @returns the payload
 * @throws BAD_USER_INPUT for a `clientMutationId` of no or too many characters
 * @throws CONFLICT when others were in its way each time that it was tried
 */
export async function mutate<Stores, Row extends object>(
  context: Context<Stores>,
  options: MutationOptions<Stores, Row>,
  work: (transaction: Transaction) => Promise<string>,
): Promise<Record<string, unknown>> {
  const { input, object } = options;
  const clientMutationId = input.clientMutationId ?? null;
  if (clientMutationId !== null && (clientMutationId === '' || clientMutationId.length > MAX_MUTATION_ID))
    throw badUserInput({
      argument: 'input.clientMutationId',
      expected: `1 to ${MAX_MUTATION_ID} characters`,
    });
  const told = { clientMutationId, problems: [] as readonly Problem[], asOf: null as string | null };
  for (let attempt = 1; ; attempt++) {
    try {
      const done = await inTransaction(context, options, clientMutationId, work);
      // What loaders of this request have read may be what it was before.
      context.resetStores();
      return { ...told, asOf: done.asOf, [object]: await options.load(context.stores, done.id) };
    } catch (error) {
      const problems = problemsOf(error, options);
      if (problems) return { ...told, problems, [object]: null };
      if (!isRace(error)) throw error;
      if (attempt === ATTEMPTS) throw conflict();
    }
  }
}

interface Done {
  id: string;
  asOf: string | null;
}

async function inTransaction<Stores, Row extends object>(
  context: Context<Stores>,
  options: MutationOptions<Stores, Row>,
  clientMutationId: string | null,
  work: (transaction: Transaction) => Promise<string>,
): Promise<Done> {
  const { actor } = context.caller;
  if (actor.id === null) throw new Error(`${options.name} is open to who is not known`);
  const counted = () => countStatement(context.caller, context.subgraph);
  const asker = `${context.subgraph}: ${options.name}`;
  return transactWith(await context.dataSource(), { asker, counted }, async (client, manager) => {
    const writer = createWriter(client, context.subgraph, context.caller, options.name);
    await writer
      .named('mutation.begin')
      .rows(
        sql`SELECT set_config('passerelle.actor', ${actor.id}, true), set_config('passerelle.operation', ${options.name}, true)`,
      );
    const before =
      clientMutationId === null ? undefined : await doneBefore(writer, options, actor.id!, clientMutationId);
    if (before) return before;
    const id = await work({ ...writer, manager, actor: actor as Actor & { id: string } });
    const done = { id, asOf: await asOfNow(writer, id, context) };
    if (clientMutationId !== null)
      await writer.named('mutation.receipt')
        .rows(sql`UPDATE mutation_receipt SET answer = ${JSON.stringify(done)}::jsonb
        WHERE actor = ${actor.id} AND client_mutation_id = ${clientMutationId}`);
    return done;
  });
}

/** For statements of an EntityManager. */
interface Statement {
  /** Who asks, for the comment in each statement: `subgraph: mutation`. */
  asker: string;
  /** Called before each statement. */
  counted(): void;
}

/**
 * One transaction on a connection of its own: named statements on `client`, rows of entities by `manager`.
 * @throws what PostgreSQL reported, not what TypeORM makes of it, whose message may hold values
 */
export async function transactWith<Result>(
  source: DataSource,
  { asker, counted }: Statement,
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
      counted();
      return query(withComment(asker, text), ...(rest as [unknown[], true]));
    }) as typeof runner.query;
    const result = await work(client, runner.manager);
    runner.query = query;
    await runner.commitTransaction();
    return result;
  } catch (error) {
    runner.query = query;
    // The pool hands out no connection that has ended.
    await runner.rollbackTransaction().catch(() => void client.end());
    throw lost ?? (error instanceof QueryFailedError ? error.driverError : error);
  } finally {
    // A connection that broke may report it twice.
    if (!lost) client.off('error', onLost);
    await runner.release();
  }
}

/** One transaction on a connection of its own. */
export async function transact<Result>(
  pool: Pool,
  work: (client: PoolClient) => Promise<Result>,
): Promise<Result> {
  const client = await pool.connect();
  // What breaks between two statements is told by the next one.
  const wait = () => {};
  client.on('error', wait);
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
    client.off('error', wait);
    client.release(broken);
  }
}

/** What the same request was answered before; it waits for one that is being done. */
async function doneBefore<Stores, Row extends object>(
  reader: Reader,
  { name, input }: MutationOptions<Stores, Row>,
  actor: string,
  clientMutationId: string,
): Promise<Done | undefined> {
  const fingerprint = createHash('sha256')
    .update(JSON.stringify([name, input]))
    .digest('base64url');
  const [mine] = await reader.named('mutation.receipt')
    .rows(sql`INSERT INTO mutation_receipt (actor, client_mutation_id, operation, fingerprint)
      VALUES (${actor}, ${clientMutationId}, ${name}, ${fingerprint}) ON CONFLICT DO NOTHING RETURNING 1 AS mine`);
  if (mine) return undefined;
  const [receipt] = await reader
    .named('mutation.receipt')
    .rows<{ fingerprint: string; answer: Done }>(
      sql`SELECT fingerprint, answer FROM mutation_receipt WHERE actor = ${actor} AND client_mutation_id = ${clientMutationId}`,
    );
  if (receipt && receipt.fingerprint === fingerprint) return receipt.answer;
  throw refusal(
    'CLIENT_MUTATION_ID_REUSED',
    'This clientMutationId came with another request before: use a new one for each.',
    'clientMutationId',
  );
}

/** Forgets requests that nobody sends again. */
export async function dropOldReceipts(pool: Pool): Promise<void> {
  if (await hasTable(pool, 'mutation_receipt'))
    await pool.query(
      'DELETE /* mutation.receipt drop */ FROM mutation_receipt WHERE created_at < now() - make_interval(days => $1)',
      [KEEP_RECEIPTS_DAYS],
    );
}

/** The cursor that names what this transaction did, as far as it is for everybody; null when nothing is. */
async function asOfNow(reader: Reader, id: string, context: Context<unknown>): Promise<string | null> {
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

/** Constraints that a race or a caller can break: unique, foreign key, check, exclusion. */
const BROKEN = new Set(['23505', '23503', '23514', '23P01']);

function problemsOf<Stores, Row extends object>(
  error: unknown,
  { constraints = {} }: MutationOptions<Stores, Row>,
): readonly Problem[] | undefined {
  if (error instanceof Refusal) return error.problems;
  const { code, constraint } = error as DatabaseFault;
  const meaning = code && constraint && BROKEN.has(code) ? constraints[constraint] : undefined;
  return meaning && refusal(meaning.code, meaning.message, meaning.field).problems;
}

const conflict = () =>
  new GraphQLError('Others are changing the same things just now, and nothing was done: try again.', {
    extensions: { code: 'CONFLICT' },
  });

/** Serialization failures and deadlocks: PostgreSQL asks to try again. */
function isRace(error: unknown): boolean {
  return ['40001', '40P01'].includes((error as DatabaseFault).code ?? '');
}

/**
 * The row of a thing, locked until the transaction ends.
 * @param select such as sql`SELECT … FROM expertise WHERE id = …`, without `FOR UPDATE`
 * @param version the one that the caller has read; absent where an edit does not name it
 * @throws Refusal NOT_FOUND, VERSION_CONFLICT
 */
export async function lockRow<Row extends { version: number }>(
  transaction: Transaction,
  type: string,
  select: Sql,
  version?: number,
): Promise<Row> {
  const [row] = await transaction.named(`${type}.lock`).rows<Row>(sql`${select} FOR UPDATE`);
  if (!row) throw refusal('NOT_FOUND', `There is no ${type} with this id.`, 'id');
  if (version !== undefined && row.version !== version)
    throw refusal(
      'VERSION_CONFLICT',
      `It has changed since you read it: it is at version ${row.version} now. Read it again, and decide anew.`,
      'version',
    );
  return row;
}
