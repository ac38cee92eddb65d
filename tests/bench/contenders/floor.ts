import { createServer } from 'node:http';
import pg from 'pg';
import { questions, type Operation } from '../questions/index.js';
import { bodyOf, listenForBench } from './listen.js';

// The floor: the least that can produce the responses. node:http, named statements, JSON.stringify; no limits, no planning,
// no identity. One address for each question; GET /statements returns the number of statements so far.

const [database = ''] = process.argv.slice(2);
// Dates stay text, as in subgraphs.
pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text);
const pool = new pg.Pool({ connectionString: database, max: 10, options: '-c jit=off -c timezone=UTC' });
const floors = new Map(questions.map(({ name, floor }) => [`/${name}`, floor]));
let statements = 0;
/** Errors, each printed once, because all requests of a round may fail alike. */
const told = new Set<string>();

function tell(fault: string): void {
  if (!told.has(fault)) console.error(fault);
  told.add(fault);
}

async function statement(name: string, text: string, values: unknown[]) {
  statements += 1;
  return (await pool.query({ name, text, values })).rows;
}

const server = createServer(async (request, response) => {
  if (request.url === '/statements') return response.end(String(statements));
  try {
    const { variables = {} } = (await bodyOf(request)) as Operation;
    const data = await floors.get(request.url!)!(statement, variables);
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ data }));
  } catch (error) {
    tell(`The floor refuses ${request.url}: ${(error as Error).stack}`);
    response.writeHead(500).end(JSON.stringify({ errors: [{ message: String(error) }] }));
  }
});
listenForBench(server, () => pool.end());
