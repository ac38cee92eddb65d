import { createHmac } from 'node:crypto';
import pg from 'pg';
import { DataSource, type DataSourceOptions, type MigrationInterface } from 'typeorm';
import { isDatabaseAway } from '../errors/database-faults.js';
import { hasTable } from './has-table.js';
import { SnakeNaming } from './naming.js';

/** A trouble with the database that an operator can mend; the message says how. */
export class DatabaseError extends Error {
  override name = 'DatabaseError';
}

/** The error itself, or a DatabaseError when PostgreSQL went away in the middle of work. */
export function explainDatabase(error: unknown): unknown {
  if (error instanceof DatabaseError || !isDatabaseAway(error)) return error;
  return new DatabaseError(
    `PostgreSQL broke off (${(error as Error).message}). Check that it runs, then start again: what was finished stays.`,
    { cause: error },
  );
}

/** What the database knows of a subgraph. */
export interface SubgraphSchema {
  /** Lower case with hyphens. */
  readonly name: string;
  /** The name with underscores. */
  readonly sqlSchema: string;
  readonly entities: readonly Function[];
  /** In the order in which they run. */
  readonly migrations: readonly (new () => MigrationInterface)[];
}

export interface DatabaseOptions {
  /** Address of the database; its user matters to {@link prepareSchemas} alone, subgraphs log in with roles of their own. */
  url: string;
  /** Passwords of the roles are drawn from it. */
  secret: string;
  poolSize?: number;
  /** Milliseconds after which PostgreSQL gives a statement up. */
  statementTimeout?: number;
  /** Facts that people write are marked as illustrative: for demonstrations. */
  illustrative?: boolean;
  /** Schema in the place of the subgraph's own, for tables that are being made anew. */
  schema?: string;
  /** Directory of an embedded database, for what operators are told; absent when they gave the address. */
  directory?: string;
}

// Dates stay text: a JavaScript Date would shift them by time zone.
pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text);

const EXTENSIONS_SCHEMA = 'extensions';
const EXTENSIONS = ['btree_gist', 'pg_trgm', 'unaccent'];
const PREPARE_LOCK = 4_278_190_081;

/** Roles are known to the whole server, so they carry the name of the database. */
export function roleOf(subgraph: Pick<SubgraphSchema, 'sqlSchema'>, url: string): string {
  return `${new URL(url).pathname.slice(1)}_${subgraph.sqlSchema}`.slice(0, 63);
}

function passwordOf(role: string, secret: string): string {
  return createHmac('sha256', secret).update(`role:${role}`).digest('base64url');
}

function ownUrl(subgraph: SubgraphSchema, { url, secret }: DatabaseOptions): string {
  const own = new URL(url);
  own.username = roleOf(subgraph, url);
  own.password = passwordOf(own.username, secret);
  return own.toString();
}

function sessionOptions(schema: string, statementTimeout: number): string {
  return `-c search_path=${schema},${EXTENSIONS_SCHEMA} -c statement_timeout=${statementTimeout} -c timezone=UTC -c jit=off`;
}

/**
 * Keeps the process alive when a connection breaks while it is in use and idle, as between two statements; the next
 * statement fails. Pools listen to their idle connections alone: without a listener of its own, the error of one that
 * PostgreSQL ends as soon as it is made would end the process before its user can listen.
 */
function survive(client: pg.ClientBase): void {
  client.on('error', () => {});
}

export function openPool(subgraph: SubgraphSchema, options: DatabaseOptions): pg.Pool {
  const pool = new pg.Pool({
    connectionString: ownUrl(subgraph, options),
    max: options.poolSize ?? 10,
    options: `${sessionOptions(options.schema ?? subgraph.sqlSchema, options.statementTimeout ?? 15_000)}${options.illustrative ? ' -c passerelle.illustrative=on' : ''}`,
    application_name: `passerelle ${subgraph.name}`,
    connectionTimeoutMillis: 5_000,
    keepAlive: true,
  });
  // An idle connection that breaks is replaced at its next use; readiness tells of a database that is gone.
  pool.on('error', () => {});
  pool.on('connect', survive);
  return pool;
}

/** What TypeORM knows of a subgraph, whichever connections it uses. */
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

/** For migrations and for the drift test; requests go through {@link openPool} and {@link dataSourceOn}. */
export function openDataSource(subgraph: SubgraphSchema, options: DatabaseOptions): DataSource {
  const orm = ormOptions(subgraph, options);
  return new DataSource({
    ...orm,
    url: ownUrl(subgraph, options),
    migrations: [...subgraph.migrations],
    migrationsTableName: 'migration',
    migrationsTransactionMode: 'each',
    // `schema` alone leaves raw SQL of migrations in "public".
    extra: { options: sessionOptions(orm.schema, 0), max: 2, onConnect: survive },
  });
}

/**
 * TypeORM for writes, on the connections of a pool that is open already, so that a subgraph has one pool. Whoever opened
 * the pool ends it; the data source needs no end of its own.
 * @returns the data source, which connects at the first call; a call after a failure tries again
 */
export function dataSourceOn(
  subgraph: SubgraphSchema,
  pool: pg.Pool,
  options: DatabaseOptions,
): () => Promise<DataSource> {
  // The part of `pg` that TypeORM uses: errors of idle connections are the business of the pool's owner, as its end is.
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

/** As the user of the address, who may do what subgraphs may not. @throws DatabaseError */
export async function connectAdmin({ url }: DatabaseOptions): Promise<pg.Client> {
  const admin = new pg.Client({
    connectionString: url,
    application_name: 'passerelle prepare',
    connectionTimeoutMillis: 10_000,
  });
  // What breaks between two statements is told by the next one.
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
 * Roles, schemas, extensions and migrations of the subgraphs. Safe to repeat, and by several processes at once.
 * @param afterwards runs last, while no other process prepares the same database
 * @throws DatabaseError when the user may not create roles, or when the database is of another version: then nothing changes
 */
export async function prepareSchemas(
  subgraphs: readonly SubgraphSchema[],
  options: DatabaseOptions,
  log: (line: string) => void,
  afterwards: (admin: pg.Client) => Promise<void>,
): Promise<void> {
  const admin = await connectAdmin(options);
  try {
    await admin.query('SELECT pg_advisory_lock($1)', [PREPARE_LOCK]);
    const { rows } = await admin.query<{ may: boolean; version: number }>(
      `SELECT rolcreaterole OR rolsuper AS may, current_setting('server_version_num')::int AS version FROM pg_roles WHERE rolname = current_user`,
    );
    if (rows[0]!.version < 150_000) throw new DatabaseError('PostgreSQL 15 or later is needed.');
    if (!rows[0]!.may)
      throw new DatabaseError(
        'The user of DATABASE_URL may not create roles: grant it CREATEROLE, or use the owner of the server.',
      );
    for (const subgraph of subgraphs) await refuseDatabaseOfOtherVersion(admin, subgraph, options);
    await admin.query(`CREATE SCHEMA IF NOT EXISTS ${EXTENSIONS_SCHEMA}`);
    for (const extension of EXTENSIONS)
      await admin.query(`CREATE EXTENSION IF NOT EXISTS ${extension} SCHEMA ${EXTENSIONS_SCHEMA}`);
    for (const subgraph of subgraphs) await prepareSchema(admin, subgraph, options);
    for (const subgraph of subgraphs) await migrate(subgraph, options, log);
    await afterwards(admin);
  } finally {
    await admin.end();
  }
}

/** A schema that its role owns; the role can reach no other. */
async function prepareSchema(
  admin: pg.Client,
  subgraph: SubgraphSchema,
  { url, secret }: DatabaseOptions,
): Promise<void> {
  const role = roleOf(subgraph, url);
  const name = pg.escapeIdentifier(role);
  const { rowCount } = await admin.query('SELECT FROM pg_roles WHERE rolname = $1', [role]);
  await admin.query(
    `${rowCount ? 'ALTER' : 'CREATE'} ROLE ${name} LOGIN NOCREATEDB NOCREATEROLE PASSWORD ${pg.escapeLiteral(passwordOf(role, secret))}`,
  );
  await admin.query(`GRANT ${name} TO current_user`);
  await createSchema(admin, subgraph.sqlSchema, role);
  await admin.query(`GRANT USAGE ON SCHEMA ${EXTENSIONS_SCHEMA} TO ${name}`);
}

/** A schema for one role alone. */
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
 * For commands that work on a database without preparing it.
 * @throws DatabaseError when it is of another version
 */
export async function requireThisVersion(
  subgraphs: readonly SubgraphSchema[],
  options: DatabaseOptions,
): Promise<void> {
  const admin = await connectAdmin(options);
  try {
    for (const subgraph of subgraphs) await refuseDatabaseOfOtherVersion(admin, subgraph, options);
  } finally {
    await admin.end();
  }
}

/** Before anything is prepared: a database of another version stays as it is. */
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

/** @param done migrations that the database has run */
function refuseOtherVersion(
  subgraph: SubgraphSchema,
  done: readonly { name: string }[],
  { directory }: DatabaseOptions,
): void {
  const known = migrationNames(subgraph);
  const foreign = done.filter(({ name }) => !known.has(name)).map(({ name }) => name);
  if (!foreign.length) return;
  // Version 0.2 began the history of migrations again: what was run before its first one is of 0.1.
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
 * For a subgraph that runs apart and finds its database prepared by another process.
 * @throws DatabaseError when it is not, or not by this version
 */
export async function checkPrepared(
  subgraph: SubgraphSchema,
  pool: pg.Pool,
  options: DatabaseOptions,
): Promise<void> {
  let done: { name: string }[];
  try {
    done = (await pool.query<{ name: string }>('SELECT name FROM migration')).rows;
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
  refuseOtherVersion(subgraph, done, options);
  if (done.length < migrationNames(subgraph).size)
    throw new DatabaseError(
      `The database was prepared for ${subgraph.name} by an older version: run \`npm run load\` first.`,
    );
}

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
