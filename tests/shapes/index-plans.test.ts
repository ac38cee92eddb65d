import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  createReader,
  createWriter,
  openPool,
  recordStatements,
  type RecordedStatement,
} from '#kernel/database';
import { transact } from '#kernel/mutations';
import type { ChangeEvent } from '#kernel/outbox';
import type { Pool } from 'pg';
import { identityStore } from '../../services/access/viewer/identity.store.js';
import { readCandidates } from '../../services/cooperations/partnership-statement/candidates.js';
import { expire } from '../../services/cooperations/cooperation-request/cooperation-request.expiry.js';
import { withSuchName } from '../../services/authorities/body/body.duplicates.js';
import { rowsToUndo } from '../../services/imports/work/undo-step.js';
import { readerOf, waitingImports } from '../../services/imports/work/work-queue.js';
import { subgraphs } from '../../services/run.js';
import { writeNames } from '../../services/search/projection/name-writer.js';
import { ask } from '../support/graph.js';
import { graphInProcess, person } from '../support/graph-in-process.js';

// An index on an expression, or on some rows, is used only while a statement repeats its expression exactly.
// Here each such index is found in the plan of its statement, on the shipped data.

const database = { url: process.env.TEST_DATABASE!, secret: process.env.TEST_SECRET!, poolSize: 1 };

interface Expected {
  index: string;
  /** What causes the statement: an operation through the public API, or a function of the code. */
  asked: string | (() => Promise<RecordedStatement[]>);
  /** Name of the statement. */
  statement: string;
  /** Part of the condition by which the index is read; absent when its order, or its selection of rows, is used. */
  condition?: RegExp;
  /** Whether the index gives the order: a sort then counts as expensive. */
  ordered?: true;
  /** Other indexes with the same cost for few rows, as statements that drop them; the plan is made without them. */
  without?: string;
}

const search = (filter: string): Pick<Expected, 'index' | 'asked' | 'statement'> => ({
  index: 'search.authority_facts',
  asked: `{ authorities(filter: ${filter}) { totalCount } }`,
  statement: 'AuthoritySearch.page',
});
const searchBy = (order: string): Pick<Expected, 'asked' | 'statement'> => ({
  asked: `{ authorities(orderBy: ${order}, first: 5) { nodes { id } } }`,
  statement: 'AuthoritySearch.page',
});
const inRegion = (args: string): Pick<Expected, 'asked' | 'statement'> => ({
  asked: `{ region(code: "84") { authorities(${args}, first: 5) { nodes { id } } } }`,
  statement: 'Authority list of Region',
});

const EXPECTED: readonly Expected[] = [
  { ...search('{ region: { in: ["84"] } }'), condition: /ARRAY\[region_code\] && / },
  { ...search('{ kind: { in: [REGION] } }'), condition: /CASE\s+WHEN \(kind <> 'COMMUNE'/ },
  { ...search('{ population: { gte: 100000 } }'), condition: /width_bucket\(.*@> '?\{?.*100000/s },
  { ...search('{ population: { gte: 1234567 } }'), condition: /width_bucket\(.*@> '?\{?.*1000000/s },
  { ...search('{ department: { in: ["69"] } }'), condition: /department_codes && / },
  { ...search('{ memberOfCountryGroup: { in: ["MG"] } }'), condition: /country_group_codes && / },
  { ...search('{ partnerCountry: { in: ["BJ"] } }'), condition: /partner_country_codes && / },
  { ...search('{ countryOfExperience: { in: ["BJ"] } }'), condition: /experience_country_codes && / },
  { ...search('{ country: { in: ["BJ"] } }'), condition: /tie_country_codes && / },
  {
    ...search('{ tie: { country: { in: ["BJ"] }, includeEnded: true } }'),
    condition: /\bcountry_codes && /,
  },
  {
    index: 'authorities.former_name_siren',
    asked: '{ authority(siren: "245900410") { id } }',
    statement: 'Authority.byFormerSiren',
    condition: /siren = /,
  },
  {
    index: 'search.authority_partners',
    asked: '{ authorities(filter: { partnership: { status: { in: [ENDED] } } }) { totalCount } }',
    statement: 'AuthoritySearch.page',
  },
  { ...search('{ language: { in: ["pt"] } }'), condition: /language_codes && / },
  { ...search('{ basis: { in: [EVIDENCED] } }'), condition: /bases && / },
  { ...search('{ theme: { code: "ENV-WATER" } }'), condition: /theme_codes @> / },
  {
    // Together they are one index lookup.
    ...search('{ region: { in: ["84"] }, kind: { in: [DEPARTMENT, REGION] }, population: { gte: 500000 } }'),
    condition: /(?=.*ARRAY\[region_code\])(?=.*'COMMUNE')(?=.*width_bucket)/s,
  },
  {
    index: 'search.authority_current',
    asked: '{ authorities(filter: { isCurrent: true }) { totalCount } }',
    statement: 'AuthoritySearch.page',
  },
  {
    index: 'search.authority_population',
    ...searchBy('[{ field: POPULATION, direction: DESC }]'),
    ordered: true,
  },
  {
    index: 'search.expertise_labelled',
    asked:
      '{ authorities(filter: { labelStatus: { in: [EXPIRED] }, language: { in: ["fr"] } }, first: 5) { nodes { id } } }',
    statement: 'AuthoritySearch.page',
    without: 'DROP INDEX expertise_authority_id',
  },
  {
    index: 'search.authority_successor_id',
    asked: () => namesWritten(),
    statement: 'Projection.successors',
    condition: /successor_id = /,
  },
  {
    index: 'authorities.authority_population',
    ...inRegion('orderBy: [{ field: POPULATION, direction: DESC }]'),
    ordered: true,
  },
  {
    index: 'authorities.authority_population_upwards',
    ...inRegion('orderBy: [{ field: POPULATION, direction: ASC }]'),
    ordered: true,
  },
  {
    index: 'authorities.authority_insee_order',
    ...inRegion('orderBy: [{ field: INSEE_CODE, direction: ASC }]'),
    ordered: true,
  },
  {
    index: 'authorities.authority_insee_order_downwards',
    ...inRegion('orderBy: [{ field: INSEE_CODE, direction: DESC }]'),
    ordered: true,
  },
  {
    index: 'authorities.authority_closed_name',
    ...inRegion('filter: { isCurrent: false }'),
    ordered: true,
  },
  {
    index: 'authorities.authority_insee_code_live',
    asked: '{ authority(inseeCode: "69123") { id } }',
    statement: 'Authority.byInseeCode',
    condition: /insee_code = /,
  },
  {
    index: 'authorities.authority_successor_id',
    asked: '{ authority(inseeCode: "69123") { predecessors { id } } }',
    statement: 'Authority.predecessors',
    condition: /successor_id = /,
  },
  {
    index: 'expertises.label_one_in_force',
    asked: '{ expertises(first: 5) { nodes { basis } } }',
    statement: 'Expertise list',
    condition: /daterange\(valid_from, /,
  },
  {
    index: 'access.role_grant_of_partner',
    asked: () => identified(),
    statement: 'Identity.byKey',
    condition: /partner_id = /,
    without:
      'DROP INDEX role_grant_of_principal; ALTER TABLE role_grant DROP CONSTRAINT role_grant_pkey CASCADE',
  },
  {
    index: 'access.role_grant_of_principal',
    asked: () => identified(),
    statement: 'Identity.byPrincipal',
    condition: /principal_id = /,
    without:
      'DROP INDEX role_grant_of_partner; ALTER TABLE role_grant DROP CONSTRAINT role_grant_pkey CASCADE',
  },
  {
    index: 'cooperations.partnership_country',
    asked: '{ partnerships(filter: { country: { in: ["BJ"] } }, first: 5) { nodes { id } } }',
    statement: 'Partnership list',
    ordered: true,
  },
  {
    index: 'imports.file_import_at_work',
    asked: () => importsAtWork(),
    statement: 'job imports.waiting',
    ordered: true,
  },
  {
    index: 'imports.import_row_undoing',
    asked: () => importsAtWork(),
    statement: 'job imports.toUndo',
    condition: /import_id = /,
    ordered: true,
  },
  {
    index: 'authorities.authority_wikidata_id',
    asked: '{ authority(wikidataId: "Q456") { name } }',
    statement: 'Authority.byWikidataId',
    condition: /wikidata_id = /,
  },
  {
    index: 'authorities.authority_body',
    asked: () => bodiesLookedFor(),
    statement: 'Body.names',
    ordered: true,
  },
  {
    index: 'cooperations.cooperation_request_open',
    asked: () => dueRequests(),
    statement: 'job expire',
    condition: /expires_on < /,
  },
];

/** Indexes that only enforce a rule; no statement needs their condition. */
const RULES: Readonly<Record<string, string>> = {
  'access.access_request_of_authority': 'one open request of a person for an authority',
  'access.access_request_of_proposal': 'one open request of a person for a proposed authority',
  'authorities.foreign_authority_wikidata_id': 'one loaded authority abroad for an item of Wikidata',
  'authorities.foreign_authority_edited_wikidata_id': 'one edited authority abroad for an item of Wikidata',
  'authorities.foreign_authority_identity': 'one loaded authority abroad of a name and place',
  'authorities.authority_siren_live': 'one living authority for a SIREN; authority_siren finds it',
  'cooperations.expression_of_interest_one_accepted': 'one reply is accepted',
  'cooperations.expression_of_interest_one_live': 'one reply of an authority waits or is accepted',
  'country_groups.country_group_term_one_presidency': 'one presidency at a date',
  'expertises.expertise_title': 'one expertise of an authority, theme and title',
  'expertises.label_application_one_per_session': 'one application in a session',
};

let live: Awaited<ReturnType<typeof graphInProcess>>;
let recorded: RecordedStatement[] = [];
const pools = new Map<string, Pool>();
const poolOf = (subgraph: string) => pools.get(subgraph)!;

beforeAll(async () => {
  const record = (statement: RecordedStatement) => void recorded.push(statement);
  live = await graphInProcess(database, {}, { record });
  for (const subgraph of subgraphs) {
    const pool = openPool(subgraph, database);
    recordStatements(pool, subgraph.name, record);
    pools.set(subgraph.name, pool);
  }
});
afterAll(async () => {
  await live.close();
  await Promise.all([...pools.values()].map((pool) => pool.end()));
});

const caller = { actor: person(), language: 'FR', requestId: 'test' } as const;

/** Queries of the gateway for a key and for a token. */
async function identified(): Promise<RecordedStatement[]> {
  recorded = [];
  const store = identityStore({ reader: createReader(poolOf('access'), 'access', caller) } as never);
  await store.byKey('no such hash');
  await store.byPrincipal('https://issuer.example', 'nobody');
  return recorded;
}

/** The job looks for imports, and for their rows. */
async function importsAtWork(): Promise<RecordedStatement[]> {
  recorded = [];
  const reader = readerOf({ pool: poolOf('imports') });
  await waitingImports(reader);
  await rowsToUndo(reader, '00000000-0000-8000-8000-000000000000', 0);
  return recorded;
}

/** Whoever creates a body is asked about those of the same name. */
async function bodiesLookedFor(): Promise<RecordedStatement[]> {
  recorded = [];
  await withSuchName(createReader(poolOf('authorities'), 'authorities', caller) as never, ['Syndicat mixte']);
  return recorded;
}

/** The job looks for requests that are due, and is aborted before it changes one. */
async function dueRequests(): Promise<RecordedStatement[]> {
  recorded = [];
  const run = expire.run({
    pool: poolOf('cooperations'),
    lockSession: createReader(poolOf('cooperations'), 'cooperations', caller),
    log: { info() {} } as never,
    signal: AbortSignal.abort(),
    clients: new Map(),
    inTransaction: (work) =>
      transact(poolOf('cooperations'), (client) =>
        work(createWriter(client, 'cooperations', caller, 'job expire')),
      ),
  });
  await expect(run).rejects.toThrow('This operation was aborted');
  return recorded;
}

/** The projection writes names of an authority, which are rolled back. */
async function namesWritten(): Promise<RecordedStatement[]> {
  recorded = [];
  const change: ChangeEvent = {
    transaction: '1',
    number: '1',
    type: 'Authority',
    entityId: '00000000-0000-8000-8000-000000000000',
    operation: 'DELETED',
    actor: 'test',
    changedAt: new Date(),
    fields: null,
  };
  const client = await poolOf('search').connect();
  try {
    await client.query('BEGIN');
    await writeNames(new Map([['Authority', [change]]]), client);
  } finally {
    await client.query('ROLLBACK');
    client.release();
  }
  return recorded;
}

async function statementFor({ index, asked, statement }: Expected): Promise<RecordedStatement> {
  let found: RecordedStatement[];
  if (typeof asked === 'function') found = await asked();
  else {
    recorded = [];
    const { errors } = await ask(asked, {}, { graph: live.address });
    expect(errors).toEqual([]);
    found = recorded;
  }
  const [subgraph] = index.split('.');
  const one = found.find(
    (candidate) =>
      candidate.subgraph.replaceAll('-', '_') === subgraph &&
      candidate.name === statement &&
      !candidate.text.includes('set_config'),
  );
  if (!one)
    throw new Error(
      `${statement} was not asked, but ${found.map(({ subgraph: of, name }) => `${of}: ${name}`).join(', ')}`,
    );
  return one;
}

interface PlanNode {
  'Node Type': string;
  'Index Name'?: string;
  'Index Cond'?: string;
  'Recheck Cond'?: string;
  'Relation Name'?: string;
  Plans?: PlanNode[];
}

const nodesOf = (node: PlanNode): PlanNode[] => [node, ...(node.Plans ?? []).flatMap(nodesOf)];

/** Nodes of the plan, when a sequential scan counts as expensive. */
async function planOf(
  { subgraph, text, values }: RecordedStatement,
  { ordered, without }: Pick<Expected, 'ordered' | 'without'> = {},
): Promise<PlanNode[]> {
  const client = await poolOf(subgraph).connect();
  try {
    await client.query('BEGIN');
    await client.query('SET LOCAL enable_seqscan = off');
    if (ordered) await client.query('SET LOCAL enable_sort = off');
    if (without) await client.query(without);
    const { rows } = await client.query<{ 'QUERY PLAN': [{ Plan: PlanNode }] }>(
      `EXPLAIN (FORMAT JSON) ${text}`,
      [...values],
    );
    return nodesOf(rows[0]!['QUERY PLAN'][0].Plan);
  } finally {
    await client.query('ROLLBACK');
    client.release();
  }
}

/** Nodes that read an index. */
const indexScans = async (...given: Parameters<typeof planOf>) =>
  (await planOf(...given)).filter((node) => node['Index Name'] !== undefined);

const titleOf = ({ index, asked, statement }: Expected) =>
  [`${index} serves ${statement}: ${typeof asked === 'string' ? asked : 'by itself'}`] as const;

/** Rows of a source look for the partnerships that they concern. */
async function partnershipsConcerned(): Promise<RecordedStatement> {
  recorded = [];
  const { rows } = await poolOf('cooperations').query<{ id: string; frenchId: string; foreignId: string }>(
    `SELECT partnership_id AS id, f.authority_id AS "frenchId", x.foreign_authority_id AS "foreignId"
     FROM partnership_french_authority f JOIN partnership_foreign_authority x USING (partnership_id) ORDER BY 1 LIMIT 100`,
  );
  expect(rows).toHaveLength(100);
  await transact(poolOf('cooperations'), (client) =>
    readCandidates(createWriter(client, 'cooperations', caller, 'test') as never, {
      frenchIds: rows.map(({ frenchId }) => frenchId),
      foreignIds: rows.map(({ foreignId }) => foreignId),
      ids: rows.slice(0, 3).map(({ id }) => id),
    }),
  );
  return recorded.find(({ name }) => name === 'Partnership.candidates')!;
}

it('partnerships that the rows of a source concern are found by their keys', async () => {
  const plan = await planOf(await partnershipsConcerned());
  const read = plan.filter((node) => node['Relation Name'] === 'partnership');
  expect(read.length).toBeGreaterThan(0);
  const whole = read.filter((node) => (node['Index Cond'] ?? node['Recheck Cond']) === undefined);
  expect(whole.map((node) => node['Node Type'])).toEqual([]);
});

describe('an index on an expression or on some rows', () => {
  it.each(EXPECTED.map((expected) => [...titleOf(expected), expected] as const))(
    '%s',
    async (_, expected) => {
      const scans = await indexScans(await statementFor(expected), expected);
      const name = expected.index.split('.')[1];
      const conditions = scans
        .filter((node) => node['Index Name'] === name)
        .map((node) => node['Index Cond'] ?? '');
      expect({ used: scans.map((node) => node['Index Name']) }).toEqual({
        used: expect.arrayContaining([name]),
      });
      if (expected.condition) expect(conditions.join('\n')).toMatch(expected.condition);
    },
  );

  it('is either used in a plan here, or only enforces a rule', async () => {
    const { rows } = await poolOf('search').query<{ name: string }>(
      `SELECT n.nspname || '.' || c.relname AS name FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
       JOIN pg_namespace n ON n.oid = c.relnamespace
       WHERE (i.indexprs IS NOT NULL OR i.indpred IS NOT NULL) AND n.nspname = ANY($1) ORDER BY 1`,
      [subgraphs.map(({ sqlSchema }) => sqlSchema)],
    );
    const known = new Set([...EXPECTED.map(({ index }) => index), ...Object.keys(RULES)]);
    expect(rows.map(({ name }) => name)).toEqual([...known].sort());
  });
});
