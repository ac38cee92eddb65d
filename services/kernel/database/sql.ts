import { createHash } from 'node:crypto';
import type { ClientBase, Pool } from 'pg';
import { join, raw, Sql } from 'sql-template-tag';
import type { Caller } from '../auth/caller.js';
import { entityColumns } from './naming.js';

export { default as sql, empty, join, raw, Sql } from 'sql-template-tag';

/** Runs statements: prepared once per connection, counted, and commented with the name of what asks for them. */
export interface Statements {
  rows<Row extends object>(statement: Sql): Promise<Row[]>;
}

/** Reads of one request. */
export interface Reader {
  /** @param name of what asks, such as `Expertise.byId`: from code, never from a client; letters, digits and ` .:_-` */
  named(name: string): Statements;
}

/** Statements of one transaction, which carry the name of its mutation or job unless they have one of their own. */
export interface Writer extends Reader, Statements {}

/** A statement as it goes to PostgreSQL; without a `name` it is planned each time. */
interface Prepared {
  text: string;
  name?: string;
}

/** Statement texts depend on the shape of filters, which callers choose: past this many, the rest go unnamed. */
const MAX_NAMED_STATEMENTS = 500;
let namedStatements = 0;
/** Texts with their comments by who asks and by the text without one. Lives as long as the program. */
const statements = new Map<string, Map<string, Prepared>>();

/**
 * A statement that says who asks for it, to `pg_stat_statements`, `pg_stat_activity` and logs. The comment stands behind
 * the first word: pg_stat_statements of PostgreSQL 18 leaves out what is in front of it, and pg_stat_activity cuts the end.
 * @param asker such as `expertises: Expertise.byId`
 * @throws when it holds anything that does not belong in a comment
 */
export function withComment(asker: string, text: string): string {
  if (!/^[A-Za-z0-9 .:_-]+$/.test(asker)) throw new Error(`"${asker}" cannot name a statement`);
  return text.replace(/[A-Za-z]+/, (word) => `${word} /* ${asker} */`);
}

function prepare(asker: string, text: string): Prepared {
  let known = statements.get(asker);
  const found = known?.get(text);
  if (found) return found;
  const commented = withComment(asker, text);
  // How many rows a pattern finds differs too much for one plan: such statements are planned each time.
  if (namedStatements >= MAX_NAMED_STATEMENTS || text.includes(' LIKE ')) return { text: commented };
  if (!known) statements.set(asker, (known = new Map()));
  const prepared = {
    text: commented,
    name: `p${createHash('sha1').update(commented).digest('hex').slice(0, 24)}`,
  };
  known.set(text, prepared);
  namedStatements += 1;
  return prepared;
}

export function createReader(pool: Pool | ClientBase, subgraph: string, { statistics }: Caller): Reader {
  return {
    named: (name) => ({
      async rows<Row extends object>(statement: Sql): Promise<Row[]> {
        if (statistics) {
          statistics.sqlStatements += 1;
          statistics.bySubgraph[subgraph] = (statistics.bySubgraph[subgraph] ?? 0) + 1;
        }
        const prepared = prepare(`${subgraph}: ${name}`, statement.text);
        const result = await pool.query<Row>({ ...prepared, values: statement.values });
        return result.rows;
      },
    }),
  };
}

/** @param name of the mutation or job */
export function createWriter(client: ClientBase, subgraph: string, caller: Caller, name: string): Writer {
  const reader = createReader(client, subgraph, caller);
  return { ...reader, ...reader.named(name) };
}

/** The columns of a table as SELECT lists them, under their property names: `e.name_fr AS "nameFr"`. */
export function columnsOf(entity: Function, alias: string, except: readonly string[] = []): Sql {
  const columns = [...entityColumns(entity)].filter(([property]) => !except.includes(property));
  return join(columns.map(([property, { name }]) => raw(`${alias}."${name}" AS "${property}"`)));
}

/**
 * The keys of a loader, as in sql`a.id = ${anyKey(ids, 'uuid')}`. They come through a subselect, so that one plan serves
 * any number of them: PostgreSQL plans anew each time for few keys in a plain array, which takes longer than reading them.
 */
export function anyKey(keys: readonly string[], type: 'uuid' | 'text' | 'smallint'): Sql {
  return new Sql(['ANY(', ')'], [keyArray(keys, type)]);
}

/** The keys of a loader as an array, with one plan for any number of them. */
export function keyArray(keys: readonly string[], type: 'uuid' | 'text' | 'smallint'): Sql {
  return new Sql(['ARRAY(SELECT unnest(', `::${type}[]))`], [keys]);
}

/** All of the conditions, or TRUE. */
export function allOf(conditions: readonly Sql[]): Sql {
  return conditions.length
    ? join(
        conditions.map((c) => new Sql(['(', ')'], [c])),
        ' AND ',
      )
    : raw('TRUE');
}

/** Any of the conditions, or FALSE. */
export function anyOf(conditions: readonly Sql[]): Sql {
  return conditions.length
    ? join(
        conditions.map((c) => new Sql(['(', ')'], [c])),
        ' OR ',
      )
    : raw('FALSE');
}
