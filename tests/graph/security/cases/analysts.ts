import { expect } from '@jest/globals';
import { openPool } from '#kernel/database';
import { subgraphs } from '../../../../services/run.js';
import { LIMIT, times, type SecurityCase } from './security-case.js';

// ANA: what analysts and their tools could make the graph or its database do.

/** Statements that no subgraph has a reason for. */
const STATEMENTS = [
  "COPY (SELECT 1) TO PROGRAM 'id'",
  "SELECT pg_read_file('/etc/passwd')",
  "SELECT pg_ls_dir('/')",
  "SELECT lo_import('/etc/passwd')",
  'CREATE ROLE intruder',
  'CREATE DATABASE intruder',
  "ALTER SYSTEM SET log_statement = 'all'",
  'SELECT rolpassword FROM pg_authid',
  'SET ROLE passerelle',
];

export const analysts: SecurityCase[] = [
  {
    id: 'ANA-01',
    attack: 'statistics under sixty aliases, and six levels of lists',
    expected: 'the cost is refused, and quoted, before anything is executed',
    async run(graph) {
      const headers = await graph.personWith('ANALYST');
      const statistics = `{ ${times(59, (at) => `s${at}: statistics(of: PARTNERSHIPS, by: [COUNTRY, THEME]) { groups { count } }`)} }`;
      const levels =
        '{ themes(first: 100) { nodes { expertises(first: 100) { nodes { authority { partnerships(first: 100) { nodes { title } } } } } } } }';
      for (const query of [statistics, levels]) {
        const { errors } = await graph.ask(query, {}, headers);
        expect(errors[0]!.extensions).toMatchObject({
          code: LIMIT,
          limit: 'cost',
          maximum: expect.any(Number),
          asked: expect.any(Number),
        });
      }
    },
  },
  {
    id: 'ANA-02',
    attack: 'writes, files, programs and the tables of others, by the database role of each subgraph',
    expected: 'refused by PostgreSQL itself, if a statement of an attacker ever reached it',
    async run(graph) {
      const { secret, admin } = graph.graph;
      const url = `postgres://passerelle:${secret}@127.0.0.1:${admin.port}/passerelle`;
      for (const subgraph of subgraphs) {
        const other = subgraphs.find((each) => each !== subgraph)!;
        const pool = openPool(subgraph, { url, secret, poolSize: 1 });
        try {
          // The judge of the refusals below: the role can read what is its own.
          expect((await pool.query('SELECT count(*) FROM migration')).rows).toHaveLength(1);
          for (const statement of [
            ...STATEMENTS,
            `SELECT count(*) FROM ${other.name.replaceAll('-', '_')}.migration`,
          ]) {
            const outcome = await pool.query(statement).then(
              () => 'done',
              (error: { code?: string }) => error.code,
            );
            // Insufficient privilege, or an invalid parameter: SET ROLE to a role that it is not a member of.
            expect({ subgraph: subgraph.name, statement, outcome }).toMatchObject({ outcome: '42501' });
          }
        } finally {
          await pool.end();
        }
      }
    },
  },
  {
    id: 'ANA-03',
    attack: 'a tool call of an agent (MCP) with an operation of its own',
    expected: 'there is no such door',
    async run(graph) {
      const body = JSON.stringify({
        jsonrpc: '2.0',
        id: 1,
        method: 'tools/call',
        params: { name: 'execute', arguments: { query: 'mutation { x }' } },
      });
      for (const path of ['/mcp', '/sse', '/messages', '/.well-known/mcp'])
        expect(
          (await graph.send({ path, headers: { 'content-type': 'application/json' }, body })).status,
        ).toBe(404);
    },
  },
];
