import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { roleOf } from '#kernel/database';
import { countryGroups } from '#subgraphs';
import pg from 'pg';
import { graphInProcess, person } from '../../support/graph-in-process.js';
import { ask } from '../../support/graph.js';

// Statements that take too long, on the real database: the caller gets a TIMEOUT that says what to do, and the rest of
// the answer.

const database = { url: process.env.TEST_DATABASE!, secret: process.env.TEST_SECRET! };
const administrator = person({
  roles: ['ADMINISTRATOR'],
  permissions: [{ scope: 'country-group:write', of: null }],
});
const identify = () => administrator;
/** Time of a statement: short against a lock that nobody releases, long for all others. */
const STATEMENT_TIMEOUT_MS = 1_500;

const admin = new pg.Client({ connectionString: database.url });
let graph: Awaited<ReturnType<typeof graphInProcess>>;

beforeAll(async () => {
  await admin.connect();
  graph = await graphInProcess(
    { ...database, statementTimeout: STATEMENT_TIMEOUT_MS } as typeof database,
    {},
    { identify },
  );
});
afterAll(async () => {
  await graph.close();
  await admin.end();
});

/** Runs something while another transaction holds a lock. */
async function whileLocked<Result>(statement: string, run: () => Promise<Result>): Promise<Result> {
  await admin.query('BEGIN');
  try {
    await admin.query(statement);
    return await run();
  } finally {
    await admin.query('ROLLBACK');
  }
}

const askIn = (language: string, query: string, variables = {}, address = graph.address) =>
  ask(query, variables, {
    graph: address,
    headers: { 'accept-language': language, authorization: 'Bearer somebody' },
  });

const GROUP = `query { countryGroups(first: 1) { nodes { id code version contact } } }`;
const UPDATE = `mutation ($input: CountryGroupEditInput!) { countryGroupEdit(input: $input) { countryGroup { version } problems { code } } }`;

describe('a list that takes too long', () => {
  const BOTH = '{ countryGroups(first: 1) { nodes { code } } themes(first: 1) { nodes { code } } }';
  const locked = (language: string) =>
    whileLocked('LOCK TABLE country_groups.country_group IN ACCESS EXCLUSIVE MODE', () =>
      askIn(language, BOTH),
    );

  it('is a TIMEOUT that says in French what to narrow; other lists answer', async () => {
    const { data, errors } = await locked('fr');
    expect(errors).toMatchObject([
      {
        message: expect.stringMatching(/^La lecture a pris trop de temps\. Resserrez le filtre/),
        path: ['countryGroups', 'nodes'],
        extensions: { code: 'TIMEOUT' },
      },
    ]);
    expect(errors).toHaveLength(1);
    expect(data).toMatchObject({ countryGroups: null, themes: { nodes: [{}] } });
  });

  it('is one in English', async () => {
    const { errors } = await locked('en');
    expect(errors).toMatchObject([
      {
        message: expect.stringMatching(/^Reading this took too long\. Narrow the filter/),
        extensions: { code: 'TIMEOUT' },
      },
    ]);
  });
});

it('a statement that waits for nothing, and works for too long, is a TIMEOUT', async () => {
  const hurried = await graphInProcess(
    { ...database, statementTimeout: 4 } as typeof database,
    {},
    { identify },
  );
  try {
    const query =
      '{ authorities(filter: { text: "saint" }) { totalCount facets { region { count } theme { count } } } }';
    const { errors } = await askIn('en', query, {}, hurried.address);
    expect(errors).toMatchObject([{ extensions: { code: 'TIMEOUT' } }]);
  } finally {
    await hurried.close();
  }
});

describe('a mutation that takes too long', () => {
  async function update(language: string) {
    const { data } = await askIn('fr', GROUP);
    const group = data.countryGroups.nodes[0];
    const input = { id: group.id, version: group.version, contact: 'late@example.org' };
    const answer = await whileLocked(
      `SELECT FROM country_groups.country_group WHERE id = '${group.id}' FOR UPDATE`,
      () => askIn(language, UPDATE, { input }),
    );
    const after = (await askIn('fr', GROUP)).data.countryGroups.nodes[0];
    return { answer, group, after };
  }

  it.each([
    ['fr', /rien n’a changé\. Réessayez/],
    ['en', /nothing was changed\. Try again/],
  ])('is a TIMEOUT that says that nothing was changed: %s', async (language, message) => {
    const { answer, group, after } = await update(language);
    expect(answer.errors).toMatchObject([
      { message: expect.stringMatching(message), extensions: { code: 'TIMEOUT' } },
    ]);
    expect(after).toEqual(group);
    // It was not only not yet changed.
    await sleep(100);
    expect((await askIn('fr', GROUP)).data.countryGroups.nodes[0]).toEqual(group);
  });
});

describe('a lock timeout that an operator has set', () => {
  const role = pg.escapeIdentifier(roleOf(countryGroups, database.url));

  it('is a TIMEOUT, too', async () => {
    await admin.query(`ALTER ROLE ${role} SET lock_timeout = '100ms'`);
    const own = await graphInProcess(database, {}, { identify });
    try {
      const { errors } = await whileLocked(
        'LOCK TABLE country_groups.country_group IN ACCESS EXCLUSIVE MODE',
        () => askIn('en', GROUP, {}, own.address),
      );
      expect(errors).toMatchObject([
        {
          message: expect.stringMatching(/did not become free in time: try again later/),
          extensions: { code: 'TIMEOUT' },
        },
      ]);
    } finally {
      await own.close();
      await admin.query(`ALTER ROLE ${role} RESET lock_timeout`);
    }
  });
});
