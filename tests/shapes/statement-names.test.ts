import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { openPool, recordStatements, type RecordedStatement } from '#kernel/database';
import { makeId } from '#kernel/values';
import { cooperations, events, search } from '#subgraphs';
import pg from 'pg';
import { apply } from '../../services/search/projection/apply.js';
import { readExamples } from '../../gateway/operation/examples.js';
import { ask } from '../support/graph.js';
import { graphInProcess, person } from '../support/graph-in-process.js';
import { openWriter } from '../support/writes.js';

// Statements name their caller: a graph in this process, through its public API, with its statements recorded.

const database = { url: process.env.TEST_DATABASE!, secret: process.env.TEST_SECRET! };
const administrator = person({
  roles: ['ADMINISTRATOR'],
  permissions: ['partnership:write', 'partnership:record', 'event:write'].map((scope) => ({
    scope,
    of: null,
  })),
});
const headers = { authorization: 'Bearer administrator' };
let live: Awaited<ReturnType<typeof graphInProcess>>;
let recorded: RecordedStatement[] = [];
/** All statements of this file. */
const seen: RecordedStatement[] = [];

beforeAll(async () => {
  live = await graphInProcess(
    database,
    {},
    {
      identify: () => administrator,
      record(statement) {
        recorded.push(statement);
        seen.push(statement);
      },
    },
  );
});
beforeEach(() => {
  recorded = [];
});
afterAll(async () => {
  await live.close();
  // Restores the shipped data: other tests use the same database.
  for (const subgraph of [cooperations, events]) await openWriter(subgraph).close();
});

/** Statements that begin or end a transaction, and TypeORM's own when it connects: they have no caller. */
const CONTROLS = new Set([
  'BEGIN',
  'START TRANSACTION',
  'COMMIT',
  'ROLLBACK',
  'SELECT version()',
  'SELECT * FROM current_database()',
  'SELECT * FROM current_schema()',
]);
const NAMED = /^[A-Z]+( \/\* ([a-z-]+): [A-Za-z0-9 .:_-]+ \*\/)\s/;

/** Statements without the comment that names their caller. */
const withoutName = (statements: readonly RecordedStatement[]) =>
  statements
    .filter(({ text, subgraph }) => !CONTROLS.has(text) && NAMED.exec(text)?.[2] !== subgraph)
    .map(({ subgraph, text }) => `${subgraph}: ${text.slice(0, 200)}`);
const namesOf = (statements: readonly RecordedStatement[]) =>
  new Set(statements.flatMap(({ subgraph, name }) => (name === null ? [] : [`${subgraph}: ${name}`])));

async function write(mutation: string, object: string, input: object) {
  const query = `mutation ($input: ${mutation[0]!.toUpperCase()}${mutation.slice(1)}Input!) {
    ${mutation}(input: $input) { ${object} problems { code } } }`;
  const { data, errors } = await ask(query, { input }, { headers, graph: live.address });
  expect(errors).toEqual([]);
  expect(data[mutation].problems).toEqual([]);
  return data[mutation];
}

describe('each statement names its caller', () => {
  it.each(readExamples().map((example) => [example.name, example] as const))(
    '%s',
    async (_, { query, variables }) => {
      const { errors } = await ask(query, variables, { graph: live.address });
      expect(errors).toEqual([]);
      expect(recorded.length).toBeGreaterThan(0);
      expect(withoutName(recorded)).toEqual([]);
    },
  );

  it('partnershipCreate and partnershipEdit', async () => {
    const { data } = await ask(
      '{ foreignAuthorities(first: 1) { nodes { id } } }',
      {},
      { graph: live.address },
    );
    recorded = [];
    const { partnership } = await write('partnershipCreate', 'partnership { id version }', {
      kind: 'COOPERATION',
      frenchAuthorityIds: [makeId('Authority', 'COM-01004')],
      foreignAuthorityIds: [data.foreignAuthorities.nodes[0].id],
      themeCodes: ['ENV'],
      clientMutationId: `names */ ${process.pid}`,
    });
    const { id, version } = partnership;
    const frenchAuthorityIds = ['COM-01004', 'COM-44109'].map((key) => makeId('Authority', key));
    await write('partnershipEdit', 'partnership { id }', {
      id,
      version,
      startYear: 2020,
      frenchAuthorityIds,
    });
    expect(withoutName(recorded)).toEqual([]);
    const names = namesOf(recorded);
    for (const name of [
      'mutation.begin',
      'mutation.receipt',
      'mutation.asOf',
      'theme_tree.known',
      'Partnership.lock',
      // What the EntityManager writes has the name of the mutation.
      'partnershipCreate',
      'partnershipEdit',
    ])
      expect(names).toContain(`cooperations: ${name}`);
  });

  it('partnershipsRecord, which takes as many statements for a hundred rows as for one', async () => {
    const { data } = await ask(
      '{ foreignAuthorities(first: 100) { nodes { id } } }',
      {},
      { graph: live.address },
    );
    const record = async (key: string, count: number) => {
      const rows = data.foreignAuthorities.nodes
        .slice(0, count)
        .map(({ id }: { id: string }, at: number) => ({
          externalId: `row ${at}`,
          frenchAuthorityIds: [makeId('Authority', 'COM-44109')],
          foreignAuthorityIds: [id],
          kind: 'FRIENDSHIP',
          start: '1931',
        }));
      recorded = [];
      const { results } = await write('partnershipsRecord', 'results { outcome }', {
        source: { key, title: 'Names', licence: 'etalab-2.0' },
        rows,
      });
      expect(withoutName(recorded)).toEqual([]);
      const outcomes = results.map(({ outcome }: { outcome: string }) => outcome);
      return { outcomes, statements: recorded.length };
    };
    const hundred = await record('a-hundred', 100);
    expect(hundred.outcomes.filter((outcome: string) => outcome === 'CREATED').length).toBeGreaterThan(90);
    const one = await record('one', 1);
    expect(one.outcomes).toEqual(['JOINED']);
    // One row that joins writes fewer tables than a hundred that are made.
    expect([hundred.statements, one.statements]).toEqual([19, 15]);
  });

  it('eventCreate', async () => {
    await write('eventCreate', 'event { id }', {
      kind: 'MEETING',
      titleFr: 'Réunion /* d’essai */',
      startDate: '2027-03-01',
      mode: 'ONLINE',
      countryGroupCode: 'MG',
    });
    expect(withoutName(recorded)).toEqual([]);
    expect(namesOf(recorded)).toContain('events: eventCreate');
  });
});

it('each statement of the projection of search has a name', async () => {
  const statements: RecordedStatement[] = [];
  const pool = openPool(search, database);
  recordStatements(pool, 'search', (statement) => void statements.push(statement));
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    const { rows } = await client.query<{ id: string }>(
      'SELECT /* search: test */ id FROM authority LIMIT 1',
    );
    const types = ['Authority', 'Theme', 'Expertise', 'Label', 'Partnership', 'CountryGroupTerm'];
    const changes = types.map((type, index) => ({
      ...{ transaction: '1', number: String(index), type, entityId: rows[0]!.id },
      ...{ operation: 'DELETED' as const, actor: 'test', changedAt: new Date(), fields: null },
    }));
    await apply(changes, client);
  } finally {
    await client.query('ROLLBACK');
    client.release();
    await pool.end();
  }
  expect(withoutName(statements)).toEqual([]);
  for (const name of [
    'rows',
    'names',
    'successors',
    'places',
    'partners',
    'labels',
    'dependents',
    'summaries',
  ])
    expect(namesOf(statements)).toContain(`search: Projection.${name}`);
});

describe('the names', () => {
  it('contain no text of a client', async () => {
    const text = 'zanzibarique */ DROP';
    for (const query of [
      'query ($text: String!) { authorities(filter: { text: $text }) { totalCount } }',
      'query ($text: String!) { partnerships(filter: { text: $text }) { totalCount } }',
      'query ($text: String!) { suggest(text: $text) { name } }',
    ])
      expect((await ask(query, { text }, { graph: live.address })).errors).toEqual([]);
    expect(recorded.length).toBeGreaterThan(2);
    expect(withoutName(recorded)).toEqual([]);
    expect(recorded.filter((statement) => statement.text.includes('zanzibarique'))).toEqual([]);
  });

  it('belong to one statement text each: no statement is prepared under a second name', () => {
    const names = new Map<string, Set<string>>();
    for (const { subgraph, text, isPrepared } of seen) {
      if (!isPrepared) continue;
      const [, comment] = NAMED.exec(text) ?? [];
      if (!comment) continue;
      const bare = `${subgraph} ${text.replace(comment, '')}`;
      names.set(bare, (names.get(bare) ?? new Set()).add(comment));
    }
    expect(names.size).toBeGreaterThan(50);
    expect([...names.values()].filter((comments) => comments.size > 1)).toEqual([]);
  });

  it('are what pg_stat_activity shows', async () => {
    const admin = new pg.Client({ connectionString: database.url });
    await admin.connect();
    try {
      await ask('{ expertises(first: 1) { nodes { id } } }', {}, { graph: live.address });
      const { rows } = await admin.query<{ query: string }>(
        `SELECT query FROM pg_stat_activity WHERE application_name = 'passerelle expertises'`,
      );
      expect(rows.some(({ query }) => query.startsWith('SELECT /* expertises: Expertise list */ '))).toBe(
        true,
      );
    } finally {
      await admin.end();
    }
  });
});
