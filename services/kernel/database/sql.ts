import { createHash } from 'node:crypto';
import type { ClientBase, Pool } from 'pg';
import { join, raw, Sql } from 'sql-template-tag';
import type { Caller } from '../auth/caller.js';
import { entityColumns } from './naming.js';

export { default as sql, empty, join, raw, Sql } from 'sql-template-tag';

/** Reads of one request: named (prepared once per connection) and counted. */
export interface Reader {
  rows<Row extends object>(statement: Sql): Promise<Row[]>;
}

/** Statement texts depend on the shape of filters, which callers choose: past this many, the rest go unnamed. */
const MAX_NAMED_STATEMENTS = 500;
const names = new Map<string, string>();

function nameOf(text: string): string | undefined {
  let name = names.get(text);
  if (!name && names.size < MAX_NAMED_STATEMENTS) {
    name = `p${createHash('sha1').update(text).digest('hex').slice(0, 24)}`;
    names.set(text, name);
  }
  return name;
}

export function createReader(pool: Pool | ClientBase, subgraph: string, caller: Caller): Reader {
  return {
    async rows<Row extends object>(statement: Sql): Promise<Row[]> {
      const statistics = caller.statistics;
      if (statistics) {
        statistics.sqlStatements += 1;
        statistics.bySubgraph[subgraph] = (statistics.bySubgraph[subgraph] ?? 0) + 1;
      }
      const text = statement.text;
      // How many rows a pattern finds differs too much for one plan: such statements are planned each time.
      const name = text.includes(' LIKE ') ? undefined : nameOf(text);
      const result = await pool.query<Row>({ text, values: statement.values, ...(name ? { name } : {}) });
      return result.rows;
    },
  };
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
