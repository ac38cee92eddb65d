import { createHash } from 'node:crypto';
import type { ClientBase, Pool } from 'pg';
import { join, raw, Sql } from 'sql-template-tag';
import { countStatement, type Caller } from '../auth/caller.js';
import { entityColumns } from './naming.js';
import { RowQuery, readRows } from './row-query.js';
import { encodeValues } from './row-values.js';
import { inSpan } from '../tracing/tracer.js';
import { isFast } from '../plain-ways/index.js';

export { default as sql, empty, join, raw, Sql } from 'sql-template-tag';

/** Runner of statements: prepared once per connection, counted, and commented with the name of their caller. */
export interface Statements {
  rows<Row extends object>(statement: Sql): Promise<Row[]>;
}

/** Reads of one request. */
export interface Reader {
  /** @param name of the caller, such as `Expertise.byId`: from code, never from a client; letters, digits and ` .:_-` */
  named(name: string): Statements;
}

/** Statements of one transaction, named after its mutation or job unless they have a name of their own. */
export interface Writer extends Reader, Statements {}

/** Statement as sent to PostgreSQL; without a `name` it is planned at each execution. */
interface Prepared {
  text: string;
  name?: string;
}

/** Limit of prepared statements: texts depend on the shape of filters, which clients choose. Further ones go unnamed. */
const MAX_NAMED_STATEMENTS = 500;
/** Limit of those that are planned once: their plans are large, and stay in each connection. */
const MAX_PLANNED_ONCE = 200;
let namedStatements = 0;
let plannedOnce = 0;
/** Commented statements by caller, then by text without comment. Lives as long as the process. */
const statements = new Map<string, Map<string, Prepared>>();

/**
 * Statement with a comment that names its caller in `pg_stat_statements`, `pg_stat_activity` and logs. The comment follows
 * the first word: pg_stat_statements of PostgreSQL 18 drops a leading comment, and pg_stat_activity cuts the end.
 * @param caller such as `expertises: Expertise.byId`
 * @throws Error when it holds a character that a comment must not have
 */
export function withComment(caller: string, text: string): string {
  if (!/^[A-Za-z0-9 .:_-]+$/.test(caller)) throw new Error(`"${caller}" cannot name a statement`);
  return text.replace(/[A-Za-z]+/, (word) => `${word} /* ${caller} */`);
}

/** When a statement is planned: for its values, where PostgreSQL thinks that they matter, or once for all. */
export type Planning = 'FOR_VALUES' | 'ONCE';

function prepare(caller: string, text: string, planning: Planning): Prepared {
  let known = statements.get(caller);
  const found = known?.get(text);
  if (found) return found;
  const commented = withComment(caller, text);
  // Patterns differ too much in selectivity for one plan: such statements are planned at each execution.
  const isFull =
    planning === 'ONCE'
      ? plannedOnce >= MAX_PLANNED_ONCE
      : namedStatements >= MAX_NAMED_STATEMENTS || text.includes(' LIKE ');
  if (isFull) return { text: commented };
  if (!known) statements.set(caller, (known = new Map()));
  const prepared = {
    text: commented,
    name: `p${createHash('sha1').update(commented).digest('hex').slice(0, 24)}`,
  };
  known.set(text, prepared);
  if (planning === 'ONCE') plannedOnce += 1;
  else namedStatements += 1;
  return prepared;
}

/**
 * Reader that leads from PostgreSQL to a request: each statement of a pool is executed as a portal with the id of the
 * request, which logs of PostgreSQL show beside the name of the statement. A comment with it would make every execution
 * another statement to prepare. Transactions carry it in their application_name.
 * @param planning ONCE for a pool with `plansOnce`
 * @param beforeEach called before each statement, which it refuses by throwing
 */
export function createReader(
  pool: Pool | ClientBase,
  subgraph: string,
  caller: Caller,
  planning: Planning = 'FOR_VALUES',
  beforeEach: () => void = () => {},
): Reader {
  const portal = isPool(pool) ? caller.requestId : '';
  return {
    named: (name) => ({
      async rows<Row extends object>(statement: Sql): Promise<Row[]> {
        beforeEach();
        countStatement(caller, subgraph);
        const prepared = prepare(`${subgraph}: ${name}`, statement.text, planning);
        const values = isFast('rows') ? encodeValues(statement.values) : null;
        const span = caller.span?.child(name, 'CLIENT', { 'db.system.name': 'postgresql' });
        if (values) {
          const query = new RowQuery<Row>(prepared.text, prepared.name, values, statement.values, portal);
          return inSpan(span, () => readRows(pool, query));
        }
        const query = { ...prepared, values: statement.values, portal };
        const result = await inSpan(span, () => pool.query<Row>(query));
        return result.rows;
      },
    }),
  };
}

const isPool = (pool: Pool | ClientBase): boolean => 'totalCount' in pool;

/** @param name of the mutation or job */
export function createWriter(client: ClientBase, subgraph: string, caller: Caller, name: string): Writer {
  const reader = createReader(client, subgraph, caller);
  return { ...reader, ...reader.named(name) };
}

/** Columns of a table for SELECT, aliased to their properties: `e.name_fr AS "nameFr"`. */
export function columnsOf(entity: Function, alias: string, except: readonly string[] = []): Sql {
  const columns = [...entityColumns(entity)].filter(([property]) => !except.includes(property));
  return join(columns.map(([property, { name }]) => raw(`${alias}."${name}" AS "${property}"`)));
}

/**
 * Condition on the keys of a loader, as in sql`a.id = ${anyKey(ids, 'uuid')}`. The subselect lets one plan serve any number
 * of keys: with a plain array of few keys PostgreSQL plans each execution, which takes longer than the read.
 */
export function anyKey(keys: readonly string[], type: 'uuid' | 'text' | 'smallint'): Sql {
  return new Sql(['ANY(', ')'], [keyArray(keys, type)]);
}

/** Keys of a loader as an SQL array, with one plan for any number of them. */
export function keyArray(keys: readonly string[], type: 'uuid' | 'text' | 'smallint'): Sql {
  return new Sql(['ARRAY(SELECT unnest(', `::${type}[]))`], [keys]);
}

/** Conjunction of the conditions; TRUE without any. */
export function allOf(conditions: readonly Sql[]): Sql {
  return conditions.length
    ? join(
        conditions.map((c) => new Sql(['(', ')'], [c])),
        ' AND ',
      )
    : raw('TRUE');
}

/** Disjunction of the conditions; FALSE without any. */
export function anyOf(conditions: readonly Sql[]): Sql {
  return conditions.length
    ? join(
        conditions.map((c) => new Sql(['(', ')'], [c])),
        ' OR ',
      )
    : raw('FALSE');
}
