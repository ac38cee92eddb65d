import { createHmac } from 'node:crypto';
import pg from 'pg';
import { DataSource, type DataSourceOptions, type MigrationInterface } from 'typeorm';
import { isDatabaseAway } from '../errors/database-faults.js';
import { acceptedSecrets, signingSecret, type Secrets } from '../values/secrets.js';
import { DatabaseError } from './database-error.js';
import { hasTable } from './has-table.js';
import { SnakeNaming } from './naming.js';
import { refuseUnfinishedRestore } from './unfinished-restore.js';

export { DatabaseError };

/** The error itself, or a DatabaseError when the connection to PostgreSQL was lost. */
export function explainDatabase(error: unknown): unknown {
  if (error instanceof DatabaseError || !isDatabaseAway(error)) return error;
  return new DatabaseError(
    `The connection to PostgreSQL was lost (${(error as Error).message}). Check that it runs, then start again: committed work stays.`,
    { cause: error },
  );
}

/** A subgraph as the database knows it. */
export interface SubgraphSchema {
  /** Name in lower case with hyphens. */
  readonly name: string;
  /** The name with underscores. */
  readonly sqlSchema: string;
  readonly entities: readonly Function[];
  /** Migrations in the order in which they run. */
  readonly migrations: readonly (new () => MigrationInterface)[];
}

export interface DatabaseOptions {
  /** URL of the database; {@link prepareSchemas} alone uses its user, subgraphs log in with roles of their own. */
  url: string;
  /** Secret from which the passwords of the roles are derived; while it is being rotated, two. */
  secret: Secrets;
  poolSize?: number;
  /** Milliseconds after which PostgreSQL cancels a statement. */
  statementTimeout?: number;
  /** Marks facts that people write as illustrative: for demonstrations. */
  illustrative?: boolean;
  /** Plans each prepared statement once for all values, instead of weighing at each execution whether its values deserve a plan. */
  plansOnce?: boolean;
  /** Schema to use instead of the subgraph's own: for tables that are being rebuilt. */
  schema?: string;
  /** Directory of an embedded database, for messages to operators; absent with a DATABASE_URL. */
  directory?: string;
}

// Dates stay text: a JavaScript Date would shift them by time zone.
pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text);

const EXTENSIONS_SCHEMA = 'extensions';
const EXTENSIONS = ['btree_gist', 'pg_trgm', 'unaccent'];
const PREPARE_LOCK = 4_278_190_081;

/** Role of a subgraph. It contains the name of the database, since roles belong to the whole server. */
export function roleOf(subgraph: Pick<SubgraphSchema, 'sqlSchema'>, url: string): string {
  return `${new URL(url).pathname.slice(1)}_${subgraph.sqlSchema}`.slice(0, 63);
}

function passwordOf(role: string, secret: string): string {
  return createHmac('sha256', secret).update(`role:${role}`).digest('base64url');
}

/** Address of the database for the role of a subgraph, and the client that knows its password where the address does not. */
function ownLogin(subgraph: SubgraphSchema, { url, secret }: DatabaseOptions) {
  const own = new URL(url);
  own.username = roleOf(subgraph, url);
  const [first, ...others] = acceptedSecrets(secret).map((each) => passwordOf(own.username, each));
  own.password = first!;
  const connectionString = own.toString();
  if (!others.length) return { connectionString };
  const choose = () => workingPassword(connectionString, [first!, ...others]);
  return { connectionString, Client: clientWith(choose) };
}

/** While the secret is being rotated, each new connection finds out which password the role has. */
const clientWith = (choose: () => Promise<string>): typeof pg.Client =>
  class extends pg.Client {
    constructor(config?: string | pg.ClientConfig) {
      super(config);
      // A password in the configuration would give way to that of the address.
      Object.assign(this, { password: choose });
    }
  };

/** PostgreSQL's code for a wrong password. */
const INVALID_PASSWORD = '28P01';

/**
 * Returns the first password by which the role can log in, or the last one, whose error its user then gets.
 * @throws any other error than that of a wrong password
 */
async function workingPassword(connectionString: string, passwords: readonly string[]): Promise<string> {
  for (const password of passwords.slice(0, -1)) {
    const client = new pg.Client({ connectionString, connectionTimeoutMillis: 5_000 });
    Object.assign(client, { password });
    survive(client);
    try {
      await client.connect();
      return password;
    } catch (error) {
      if ((error as { code?: string }).code !== INVALID_PASSWORD) throw error;
    } finally {
      await client.end().catch(() => {});
    }
  }
  return passwords.at(-1)!;
}

/** Memory of one sort or bitmap. With PostgreSQL's 4 MB, a bitmap of a few hundred thousand rows knows pages alone, whose rows are read and checked again. */
const WORK_MEM = '16MB';

function sessionOptions(schema: string, statementTimeout: number): string {
  return `-c search_path=${schema},${EXTENSIONS_SCHEMA} -c statement_timeout=${statementTimeout} -c timezone=UTC -c jit=off -c work_mem=${WORK_MEM}`;
}

/**
 * Error listener that keeps the process alive when a connection in use breaks between two statements; the next statement
 * fails. Pools listen to their idle connections alone: without this, a connection that PostgreSQL ends as soon as it is
 * made would end the process before its user can listen.
 */
function survive(client: pg.ClientBase): void {
  client.on('error', () => {});
}

/** Pool of connections as the role of a subgraph. Connects at the first use; whoever opens the pool ends it. */
export function openPool(subgraph: SubgraphSchema, options: DatabaseOptions): pg.Pool {
  const pool = new pg.Pool({
    ...ownLogin(subgraph, options),
    max: options.poolSize ?? 10,
    options: `${sessionOptions(options.schema ?? subgraph.sqlSchema, options.statementTimeout ?? 15_000)}${options.illustrative ? ' -c passerelle.illustrative=on' : ''}${options.plansOnce ? ' -c plan_cache_mode=force_generic_plan' : ''}`,
    application_name: `passerelle ${subgraph.name}`,
    connectionTimeoutMillis: 5_000,
    keepAlive: true,
  });
  // A broken idle connection is replaced at its next use; readiness reports an unavailable database.
  pool.on('error', () => {});
  pool.on('connect', survive);
  return pool;
}

/** Options of TypeORM that do not depend on the connections. */
function ormOptions(subgraph: SubgraphSchema, { schema }: DatabaseOptions) {
  return {
    type: 'postgres',
    schema: schema ?? subgraph.sqlSchema,
    entities: [...subgraph.entities],
    namingStrategy: new SnakeNaming(),
    synchronize: false,
    installExtensions: false,
  } as const satisfies DataSourceOptions;
}

/** Data source for migrations and the drift test; requests use {@link openPool} and {@link dataSourceOn}. */
export function openDataSource(subgraph: SubgraphSchema, options: DatabaseOptions): DataSource {
  const orm = ormOptions(subgraph, options);
  const { connectionString, ...login } = ownLogin(subgraph, options);
  return new DataSource({
    ...orm,
    url: connectionString,
    migrations: [...subgraph.migrations],
    migrationsTableName: 'migration',
    migrationsTransactionMode: 'each',
    // `schema` alone leaves raw SQL of migrations in "public".
    extra: { options: sessionOptions(orm.schema, 0), max: 2, onConnect: survive, ...login },
  });
}

/**
 * Data source for writes on the connections of an open pool, so that a subgraph has one pool. Whoever opened the pool ends
 * it; the data source needs no closing.
 * @returns a function that connects at the first call; a call after a failure tries again
 */
export function dataSourceOn(
  subgraph: SubgraphSchema,
  pool: pg.Pool,
  options: DatabaseOptions,
): () => Promise<DataSource> {
  // The part of `pg` that TypeORM uses. The owner of the pool handles the errors of idle connections and its end.
  const connections = {
    connect: pool.connect.bind(pool),
    on: () => connections,
    end: (ended: () => void) => ended(),
  };
  const driver = {
    Pool: function () {
      return connections;
    },
  };
  let opened: Promise<DataSource> | undefined;
  return () =>
    (opened ??= new DataSource({ ...ormOptions(subgraph, options), driver })
      .initialize()
      .catch((error: unknown) => {
        opened = undefined;
        throw error;
      }));
}

/** Connects as the user of DATABASE_URL, who may create roles and schemas. @throws DatabaseError */
export async function connectAdmin({ url }: DatabaseOptions): Promise<pg.Client> {
  const admin = new pg.Client({
    connectionString: url,
    application_name: 'passerelle prepare',
    connectionTimeoutMillis: 10_000,
  });
  // A connection error between two statements surfaces in the next one.
  admin.on('error', () => {});
  try {
    await admin.connect();
  } catch (cause) {
    const reason = (cause as Error).message.replace(
      /^SASL: .*password must be .*$/,
      'it asks for a password, and gets none',
    );
    throw new DatabaseError(
      `The database does not answer (${reason}). Check DATABASE_URL and that PostgreSQL runs.`,
      { cause },
    );
  }
  return admin;
}

/**
 * Prepares roles, schemas, extensions and migrations of the subgraphs. Idempotent; several processes may run it at once.
 * @param around run first and last, while the lock keeps other processes from preparing the same database
 * @throws DatabaseError when the user may not create roles, or when the database is of another version: then nothing changes
 */
export async function prepareSchemas(
  subgraphs: readonly SubgraphSchema[],
  options: DatabaseOptions,
  log: (line: string) => void,
  around: {
    before?: (admin: pg.Client) => Promise<void>;
    afterwards?: (admin: pg.Client) => Promise<void>;
  } = {},
): Promise<void> {
  const admin = await connectAdmin(options);
  try {
    await admin.query('SELECT pg_advisory_lock($1)', [PREPARE_LOCK]);
    const { rows } = await admin.query<{ canCreateRoles: boolean; version: number }>(
      `SELECT rolcreaterole OR rolsuper AS "canCreateRoles", current_setting('server_version_num')::int AS version FROM pg_roles WHERE rolname = current_user`,
    );
    if (rows[0]!.version < 150_000) throw new DatabaseError('PostgreSQL 15 or later is needed.');
    if (!rows[0]!.canCreateRoles)
      throw new DatabaseError(
        'The user of DATABASE_URL may not create roles: grant it CREATEROLE, or use the owner of the server.',
      );
    await around.before?.(admin);
    for (const subgraph of subgraphs) await refuseDatabaseOfOtherVersion(admin, subgraph, options);
    await admin.query(`CREATE SCHEMA IF NOT EXISTS ${EXTENSIONS_SCHEMA}`);
    for (const extension of EXTENSIONS)
      await admin.query(`CREATE EXTENSION IF NOT EXISTS ${extension} SCHEMA ${EXTENSIONS_SCHEMA}`);
    for (const subgraph of subgraphs) await prepareSchema(admin, subgraph, options);
    for (const subgraph of subgraphs) await migrate(subgraph, options, log);
    await around.afterwards?.(admin);
  } finally {
    await admin.end();
  }
}

/** Creates the role and the schema of a subgraph; the role can access no other schema. */
async function prepareSchema(
  admin: pg.Client,
  subgraph: SubgraphSchema,
  { url, secret }: DatabaseOptions,
): Promise<void> {
  const role = roleOf(subgraph, url);
  const name = pg.escapeIdentifier(role);
  const { rowCount } = await admin.query('SELECT FROM pg_roles WHERE rolname = $1', [role]);
  const isRotating = acceptedSecrets(secret).length > 1;
  const password = pg.escapeLiteral(passwordOf(role, signingSecret(secret)));
  // Processes that know only one of the two secrets must be able to log in until the rotation is over.
  if (!rowCount || !isRotating)
    await admin.query(
      `${rowCount ? 'ALTER' : 'CREATE'} ROLE ${name} LOGIN NOCREATEDB NOCREATEROLE PASSWORD ${password}`,
    );
  await admin.query(`GRANT ${name} TO current_user`);
  await createSchema(admin, subgraph.sqlSchema, role);
  await admin.query(`GRANT USAGE ON SCHEMA ${EXTENSIONS_SCHEMA} TO ${name}`);
}

/** Creates a schema for one role alone. */
export async function createSchema(admin: pg.Client, schema: string, role: string): Promise<void> {
  const name = pg.escapeIdentifier(schema);
  await admin.query(`CREATE SCHEMA IF NOT EXISTS ${name} AUTHORIZATION ${pg.escapeIdentifier(role)}`);
  await admin.query(`REVOKE ALL ON SCHEMA ${name} FROM PUBLIC`);
}

function migrationNames(subgraph: SubgraphSchema): Set<string> {
  return new Set(subgraph.migrations.map((Migration) => new Migration().name ?? Migration.name));
}

const timestampOf = (migration: string) => Number(migration.match(/\d{13}$/)?.[0] ?? Infinity);

/**
 * Version check for commands that use a database without preparing it.
 * @throws DatabaseError when another version of the program migrated it, or a restore into it has not ended
 */
export async function requireThisVersion(
  subgraphs: readonly SubgraphSchema[],
  options: DatabaseOptions,
): Promise<void> {
  const admin = await connectAdmin(options);
  try {
    await refuseUnfinishedRestore(admin);
    for (const subgraph of subgraphs) await refuseDatabaseOfOtherVersion(admin, subgraph, options);
  } finally {
    await admin.end();
  }
}

/** Version check before anything is prepared. @throws DatabaseError, before any change */
async function refuseDatabaseOfOtherVersion(
  admin: pg.Client,
  subgraph: SubgraphSchema,
  options: DatabaseOptions,
): Promise<void> {
  const table = `${pg.escapeIdentifier(subgraph.sqlSchema)}.migration`;
  if (!(await hasTable(admin, table))) return;
  const { rows } = await admin.query<{ name: string }>(`SELECT name FROM ${table}`);
  refuseOtherVersion(subgraph, rows, options);
}

/** @param executed migrations that the database has run. @throws DatabaseError when this version does not know one of them */
function refuseOtherVersion(
  subgraph: SubgraphSchema,
  executed: readonly { name: string }[],
  { directory }: DatabaseOptions,
): void {
  const known = migrationNames(subgraph);
  const foreign = executed.filter(({ name }) => !known.has(name)).map(({ name }) => name);
  if (!foreign.length) return;
  // Version 0.2 restarted the history of migrations: a migration older than its first one is of 0.1.
  const first = Math.min(...[...known].map(timestampOf));
  if (foreign.some((name) => timestampOf(name) < first)) {
    const where = directory === undefined ? 'of DATABASE_URL' : `in ${directory}`;
    const remedy =
      directory === undefined
        ? 'Create another database, give its address as DATABASE_URL, and start again'
        : `Move it away (mv ${directory} ${directory}-0.1) or set another DATA_DIR, and start again`;
    throw new DatabaseError(
      `The database ${where} was made by Passerelle 0.1, whose tables this version does not read; nothing in it was changed. ` +
        `${remedy}: what people have written stays in the old database, and Passerelle 0.1 still opens it.`,
    );
  }
  throw new DatabaseError(
    `The database was migrated by a newer version of Passerelle (${subgraph.name}: ${foreign.join(', ')}). ` +
      'Start that version, or use another DATA_DIR or DATABASE_URL.',
  );
}

/**
 * Check for a subgraph in a process of its own, whose database another process prepares.
 * @throws DatabaseError when it is not prepared, or by another version, or a restore into it has not ended
 */
export async function checkPrepared(
  subgraph: SubgraphSchema,
  pool: pg.Pool,
  options: DatabaseOptions,
): Promise<void> {
  let executed: { name: string }[];
  try {
    executed = (await pool.query<{ name: string }>('SELECT name FROM migration')).rows;
  } catch (cause) {
    const { code, message } = cause as { code?: string; message: string };
    if (code === '28P01' || code === '28000')
      throw new DatabaseError(
        `The database does not let ${subgraph.name} in: it was prepared with another SECRET, or not yet. Use the same SECRET, or run \`npm run load\` with this one.`,
        { cause },
      );
    if (code === '42P01' || code === '3F000' || code === '42501')
      throw new DatabaseError(
        `The database is not prepared for ${subgraph.name}: run \`npm run load\` first.`,
        { cause },
      );
    throw new DatabaseError(
      `The database does not answer (${message}). Check DATABASE_URL and that PostgreSQL runs.`,
      { cause },
    );
  }
  await refuseUnfinishedRestore(pool);
  refuseOtherVersion(subgraph, executed, options);
  if (executed.length < migrationNames(subgraph).size)
    throw new DatabaseError(
      `The database was prepared for ${subgraph.name} by an older version: run \`npm run load\` first.`,
    );
}

/** Runs the pending migrations of a subgraph. @throws DatabaseError when another version migrated its database */
export async function migrate(
  subgraph: SubgraphSchema,
  options: DatabaseOptions,
  log: (line: string) => void,
): Promise<void> {
  const source = await openDataSource(subgraph, options).initialize();
  try {
    const exists = await source.query<{ found: boolean }[]>(
      `SELECT to_regclass('migration') IS NOT NULL AS found`,
    );
    refuseOtherVersion(
      subgraph,
      exists[0]?.found ? await source.query<{ name: string }[]>('SELECT name FROM migration') : [],
      options,
    );
    for (const { name } of await source.runMigrations()) log(`${subgraph.name}: migrated ${name}`);
  } finally {
    await source.destroy();
  }
}
