import { loadData, openPool } from '#kernel/database';
import type { Subgraph } from '#kernel/subgraph';
import type { Pool } from 'pg';
import { headersOf, type RoleName } from './actors.js';
import { ask } from './graph.js';

const database = { url: process.env.TEST_DATABASE!, secret: process.env.TEST_SECRET! };

/** A caller with a token of the development issuer, or without a token. */
export interface Caller {
  role: RoleName | null;
  of: readonly string[];
}

export const ANONYMOUS_CALLER: Caller = { role: null, of: [] };
export const somebody = (role: RoleName, ...of: string[]): Caller => ({ role, of });

export interface Written {
  problems: { code: string; field: string[]; message: string }[];
  asOf: string;
  clientMutationId: string | null;
  errors?: { code: string }[];
  // The changed entity under its field name; untyped, because tests read any field.
  [object: string]: any;
}

export interface Writer {
  /** Pool of the subgraph, for data that the graph does not return. */
  pool: Pool;
  /**
   * Runs a mutation through the public API.
   * @param object field of the payload with its selection, such as `event { id version }`
   */
  send(mutation: string, object: string, input: object, who: Caller): Promise<Written>;
  /** Executes a mutation. @returns the codes of its problems or errors; empty when it succeeded */
  refused(mutation: string, input: object, who: Caller): Promise<string[]>;
  /** Audit of an entity, in order. */
  auditOf(id: string): Promise<{ actor: string; operation: string; before: any; after: any }[]>;
  /** Operations of the change events of an entity, in order. */
  operationsOf(id: string): Promise<string[]>;
  /** Closes the writer, and restores the shipped data, because other tests use the same graph. */
  close(): Promise<void>;
}

/** Problems about the state of an entity, which must name the field of its id. */
const OF_STATE = new Set(['WITHDRAWN', 'GROUP_CLOSED', 'STATUS_INVALID', 'TERM_ENDED', 'CALL_CLOSED']);

/** Tables that no load fills, by subgraph: rows of other tables could not go while they refer to them. */
const WRITTEN_ALONE: Readonly<Record<string, readonly string[]>> = {
  cooperations: [
    'partnership_statement',
    'partnership_base',
    'partnership_alias',
    'partnership_pair_decision',
  ],
};

const capital = (name: string) => name.charAt(0).toUpperCase() + name.slice(1);

/** Opens a writer to a subgraph. */
export function openWriter(subgraph: Subgraph): Writer {
  const pool = openPool(subgraph, { ...database, poolSize: 4 });

  async function send(mutation: string, object: string, input: object, who: Caller): Promise<Written> {
    const query = `mutation ($input: ${capital(mutation)}Input!) { ${mutation}(input: $input) {
      ${object} problems { code field message } clientMutationId asOf } }`;
    const headers = who.role === null ? {} : await headersOf(who.role, who.of);
    const { data, errors } = await ask(query, { input }, { headers });
    if (errors.length)
      return {
        problems: [],
        asOf: '',
        clientMutationId: null,
        errors: errors.map(({ message, extensions }) => ({ message, ...extensions })),
      };
    return data[mutation] as Written;
  }

  return {
    pool,
    send,
    async refused(mutation, input, who) {
      const { errors, problems } = await send(mutation, '__typename', input, who);
      const placeless = problems.find(({ code, field }) => OF_STATE.has(code) && !field.length);
      if (placeless) throw new Error(`${placeless.code} names no field`);
      return (errors ?? problems).map(({ code }) => code);
    },
    async auditOf(id) {
      const { rows } = await pool.query(
        'SELECT actor, operation, before, after FROM audit WHERE entity_id = $1 ORDER BY number',
        [id],
      );
      return rows;
    },
    async operationsOf(id) {
      const { rows } = await pool.query<{ operation: string }>(
        'SELECT operation FROM change WHERE entity_id = $1 ORDER BY transaction, number',
        [id],
      );
      return rows.map(({ operation }) => operation);
    },
    async close() {
      const { rows: written } = await pool.query<{ table: string }>(
        `SELECT table_name AS table FROM information_schema.columns WHERE table_schema = $1 AND column_name = 'version'
           AND table_name IN (SELECT tablename FROM pg_tables WHERE schemaname = $1)`,
        [subgraph.sqlSchema],
      );
      for (const table of WRITTEN_ALONE[subgraph.name] ?? []) await pool.query(`DELETE FROM ${table}`);
      for (const { table } of written) await pool.query(`UPDATE ${table} SET version = 0 WHERE version > 0`);
      await loadAgain(subgraph);
      await pool.end();
    },
  };
}

/** Loads the data files of a subgraph again, as a start after an update does. */
export async function loadAgain(subgraph: Subgraph): Promise<void> {
  const pool = openPool(subgraph, { ...database, poolSize: 2 });
  try {
    await loadData(subgraph, pool, () => {}, true);
  } finally {
    await pool.end();
  }
}
