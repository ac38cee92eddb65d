import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openPool } from '#kernel/database';
import type { Subgraph } from '#kernel/subgraph';
import { makeId, newId } from '#kernel/values';
import * as allSubgraphs from '#subgraphs';
import { nodeOwners, publicOwners } from '../../../gateway/node-subgraph/nodes.js';
import { compose } from '../../../schema/compose.js';
import { ask, dataOf } from '../../support/graph.js';
import { SEED } from '../../support/random/depth.js';
import { Random } from '../../support/random/random.js';
import { eventually } from '../../support/workplace.js';

const database = { url: process.env.TEST_DATABASE!, secret: process.env.TEST_SECRET! };
const subgraphs = Object.values<Subgraph>(allSubgraphs);
const pools = new Map(
  subgraphs.map((subgraph) => [subgraph.name, openPool(subgraph, { ...database, poolSize: 3 })]),
);
afterAll(() => Promise.all([...pools.values()].map((pool) => pool.end())));
const expertises = pools.get('expertises')!;

interface Change {
  id: string;
  type: string;
  entityId: string;
  operation: string;
}

/** Everything after a cursor, page by page, and the cursor at the end. */
async function follow(
  after: string | null,
  types: string[] | null,
  first = 100,
): Promise<{ changes: Change[]; cursor: string }> {
  const changes: Change[] = [];
  for (;;) {
    const { changes: page } = await dataOf(
      'query ($after: String, $types: [String!], $first: Int) { changes(after: $after, types: $types, first: $first) { nodes { id type entityId operation changedAt } pageInfo { hasNextPage endCursor } } }',
      { after, types, first },
    );
    changes.push(...page.nodes);
    after = page.pageInfo.endCursor as string;
    if (!page.pageInfo.hasNextPage) return { changes, cursor: after };
  }
}

/** A committed change is returned once all transactions that were open then have ended, such as those of search. */
async function settled(): Promise<void> {
  const { rows } = await expertises.query<{ end: string }>(
    'SELECT pg_snapshot_xmax(pg_current_snapshot())::text AS end',
  );
  await eventually(true, async () => {
    const found = await expertises.query<{ past: boolean }>(
      'SELECT pg_snapshot_xmin(pg_current_snapshot()) >= $1::xid8 AS past',
      [rows[0]!.end],
    );
    return found.rows[0]!.past;
  });
}

async function end(types: string[] | null): Promise<string> {
  await settled();
  return (await follow(null, types)).cursor;
}

const brief = ({ entityId, operation }: Change) => `${operation} ${entityId}`;

async function addTheme(code: string, run = expertises.query.bind(expertises)): Promise<string> {
  const id = newId('Theme');
  await run(
    `INSERT INTO theme (id, code, level, name_fr, name_en, path_codes, subtree_codes, dac_codes, goal_codes, search_text, sources, confidence)
     VALUES ($1, $2, 1, $2, $2, ARRAY[$2], ARRAY[$2], '{}', '{}', $2, '[{"title":"test"}]', 'ILLUSTRATIVE')`,
    [id, code],
  );
  return id;
}

describe('the changes from the start', () => {
  it('have every entity of every type', async () => {
    const owners = publicOwners(compose(subgraphs).subgraphs);
    for (const subgraph of subgraphs) {
      if (subgraph.readModel) continue; // it reads feeds, and has none
      if (subgraph.name === 'authorities') continue; // 36,000: counted below, not walked
      const types = [...owners].filter(([, owner]) => owner === subgraph.name).map(([type]) => type);
      const { changes } = await follow(null, types);
      const { rows } = await pools
        .get(subgraph.name)!
        .query<{ count: number }>(
          'SELECT count(DISTINCT entity_id)::int AS count FROM change WHERE NOT private',
        );
      // Each once, and again the changes of other tests.
      expect(new Set(changes.map(({ type, entityId }) => `${type} ${entityId}`)).size).toBe(rows[0]!.count);
    }
    const { rows } = await pools
      .get('authorities')!
      .query<{ missing: number }>(
        'SELECT count(*)::int AS missing FROM authority a WHERE NOT EXISTS (SELECT FROM change c WHERE c.type = $1 AND c.entity_id = a.id)',
        ['Authority'],
      );
    expect(rows).toEqual([{ missing: 0 }]);
  });

  it('report closed authorities as closed, and each entity in its current state', async () => {
    const { rows } = await pools
      .get('authorities')!
      .query<{ operation: string; count: number }>(
        "SELECT operation, count(*)::int AS count FROM change JOIN authority ON id = entity_id WHERE type = 'Authority' AND operation = 'CLOSED' AND actor = 'load' GROUP BY 1",
      );
    expect(rows).toEqual([{ operation: 'CLOSED', count: 7 }]);
    const data = await dataOf(
      '{ changes(first: 50, types: ["Theme", "CountryGroup"]) { nodes { type entityId operation entity { __typename id ... on Theme { name(lang: EN) } ... on CountryGroup { title: name } } } } }',
    );
    // Entities that other tests created and deleted are returned, too.
    const gone = new Set<string>();
    for (const pool of [expertises, pools.get('country-groups')!]) {
      const { rows: deleted } = await pool.query<{ id: string }>(
        "SELECT DISTINCT entity_id AS id FROM change WHERE operation = 'DELETED'",
      );
      for (const { id } of deleted) gone.add(id);
    }
    for (const { type, entityId, entity } of data.changes.nodes) {
      if (gone.has(entityId)) continue;
      expect(entity.__typename).toBe(type);
      expect(entity.name ?? entity.title).toMatch(/\w/);
    }
  });

  it('are the same for every page size', async () => {
    const types = ['CountryGroup', 'Campaign', 'Theme', 'Event'];
    const { changes } = await follow(null, types);
    const inSevens = await follow(null, types, 7);
    expect(inSevens.changes.map(({ id }) => id).sort()).toEqual(changes.map(({ id }) => id).sort());
  });

  it('have cursors of their own, each of which the next page can continue behind', async () => {
    const query = `query ($after: String) { changes(after: $after, first: 6) {
      edges { cursor node { id entity { id } } } nodes { id } pageInfo { endCursor } } }`;
    const { changes: page } = await dataOf(query, { after: null });
    const ids = page.nodes.map(({ id }: { id: string }) => id);
    expect(page.edges.map(({ node }: { node: { id: string } }) => node.id)).toEqual(ids);
    expect(page.edges.at(-1).cursor).toBe(page.pageInfo.endCursor);
    const { changes: behind } = await dataOf(query, { after: page.edges[2].cursor });
    expect(behind.nodes.map(({ id }: { id: string }) => id).slice(0, 3)).toEqual(ids.slice(3));
  });
});

describe('the changes from the end', () => {
  const QUERY = `query ($types: [String!], $since: DateTime, $first: Int, $after: String, $last: Int, $before: String) {
    changes(types: $types, since: $since, first: $first, after: $after, last: $last, before: $before) {
      edges { cursor node { id } } nodes { id } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }`;
  interface Page {
    edges: { cursor: string; node: { id: string } }[];
    nodes: { id: string }[];
    pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; startCursor: string; endCursor: string };
  }
  const read = async (variables: object): Promise<Page> => (await dataOf(QUERY, { ...variables })).changes;
  const idsOf = ({ nodes }: Page) => nodes.map(({ id }) => id);
  // Of four subgraphs, with some that were loaded in one transaction, at one instant, and some that were written.
  const types = ['CountryGroup', 'Campaign', 'Theme', 'NewsItem', 'LabelProgramme'];
  let all: string[];
  beforeAll(async () => {
    for (const code of ['TEST-END-1', 'TEST-END-2']) {
      const id = await addTheme(code);
      await expertises.query('DELETE FROM theme WHERE id = $1', [id]);
    }
    await settled();
    all = (await follow(null, types)).changes.map(({ id }) => id);
  });

  it('are those from the start, in the same order', async () => {
    expect(all.length).toBeGreaterThan(70);
    let found: string[] = [];
    for (let before: string | null = null, more = true; more;) {
      const page: Page = await read({ types, last: 17, before });
      expect(page.pageInfo.hasNextPage).toBe(before !== null);
      expect(page.edges.map(({ node }) => node.id)).toEqual(idsOf(page));
      expect(page.edges[0]!.cursor).toBe(page.pageInfo.startCursor);
      expect(page.edges.at(-1)!.cursor).toBe(page.pageInfo.endCursor);
      found = [...idsOf(page), ...found];
      before = page.pageInfo.startCursor;
      more = page.pageInfo.hasPreviousPage;
    }
    expect(found).toEqual(all);
  });

  it('can be read in both directions from the cursor of any change', async () => {
    const random = new Random(SEED);
    for (let round = 0; round < 10; round += 1) {
      const start = random.below(all.length - 20);
      const { edges } = await read({ types, first: 20, after: await cursorAt(start) });
      expect(edges.map(({ node }) => node.id)).toEqual(all.slice(start, start + 20));
      const at = random.below(20);
      const size = 1 + random.below(9);
      const { cursor } = edges[at]!;
      const before = await read({ types, last: size, before: cursor });
      expect(idsOf(before)).toEqual(all.slice(Math.max(0, start + at - size), start + at));
      const after = await read({ types, first: size, after: cursor });
      expect(idsOf(after)).toEqual(all.slice(start + at + 1, start + at + 1 + size));
      // From a page that was read backwards, one can go on forwards.
      const on = await read({ types, first: 2, after: before.pageInfo.endCursor ?? cursor });
      expect(idsOf(on)).toEqual(all.slice(start + at, start + at + 2));
    }
  });

  /** Cursor behind the first changes, null for none. */
  async function cursorAt(count: number): Promise<string | null> {
    let after: string | null = null;
    for (let left = count; left > 0; left -= 100)
      after = (await read({ types, first: Math.min(left, 100), after })).pageInfo.endCursor;
    return after;
  }

  it('are none before the first one, and all before the end of an empty page', async () => {
    const { pageInfo } = await read({ types, first: 1 });
    const none = await read({ types, last: 5, before: pageInfo.startCursor });
    expect(none).toMatchObject({ nodes: [], pageInfo: { hasNextPage: true, hasPreviousPage: false } });
    const { cursor } = await follow(null, types);
    const { pageInfo: empty, nodes } = await read({ types, first: 5, after: cursor });
    expect(nodes).toEqual([]);
    expect(idsOf(await read({ types, last: 3, before: empty.endCursor }))).toEqual(all.slice(-3));
  });

  it('are those since an instant, too', async () => {
    const since = new Date(Date.now() - 1).toISOString();
    const id = await addTheme('TEST-END-3');
    await settled();
    const page = await dataOf(
      'query ($since: DateTime) { changes(since: $since, last: 5) { nodes { entityId } pageInfo { hasPreviousPage } } }',
      { since },
    );
    expect(page.changes).toEqual({ nodes: [{ entityId: id }], pageInfo: { hasPreviousPage: false } });
    await expertises.query('DELETE FROM theme WHERE id = $1', [id]);
  });

  it.each([
    ['a page of both ends', { first: 1, last: 1 }, 'first'],
    ['a page of no items', { last: 0 }, 'last'],
    ['a page of 101 items', { last: 101 }, 'last'],
    ['before without last', { before: 'x' }, 'before'],
    ['after with last', { last: 1, after: 'x' }, 'after'],
    ['a made-up cursor', { last: 1, before: 'W10.AAAAAAAAAAAAAAAA' }, 'before'],
  ])('refuse %s', async (_, variables, argument) => {
    const { errors } = await ask(QUERY, variables);
    expect(errors[0]!.extensions).toMatchObject({ code: 'BAD_USER_INPUT', argument });
  });
});

describe('a change of an entity', () => {
  it('is returned in its order, once for each transaction', async () => {
    let cursor = await end(['Theme']);
    const id = await addTheme('TEST-A');
    await expertises.query('UPDATE theme SET name_en = $2 WHERE id = $1', [id, 'changed']);
    await expertises.query('UPDATE theme SET name_en = $2 WHERE id = $1', [id, 'changed again']);
    await settled();
    const first = await follow(cursor, ['Theme']);
    expect(first.changes.map(brief)).toEqual([`CREATED ${id}`, `UPDATED ${id}`, `UPDATED ${id}`]);
    cursor = first.cursor;
    await expertises.query('DELETE FROM theme WHERE id = $1', [id]);
    await settled();
    const second = await follow(cursor, ['Theme']);
    expect(second.changes.map(brief)).toEqual([`DELETED ${id}`]);
    const { data } = await ask(
      'query ($after: String) { changes(after: $after, types: ["Theme"]) { nodes { entity { id } } } }',
      { after: cursor },
    );
    expect(data.changes.nodes).toEqual([{ entity: null }]);
    expect((await follow(second.cursor, ['Theme'])).changes).toEqual([]);
  });

  it('is returned since an earlier instant', async () => {
    const id = await addTheme('TEST-C');
    await settled();
    const ids = async (since: string) =>
      (
        await dataOf(
          'query ($since: DateTime!) { changes(since: $since, types: ["Theme"]) { nodes { entityId } } }',
          { since },
        )
      ).changes.nodes.map(({ entityId }: Change) => entityId);
    expect(await ids(new Date(Date.now() - 60_000).toISOString())).toContain(id);
    expect(await ids(new Date(Date.now() + 60_000).toISOString())).toEqual([]);
    await expertises.query('DELETE FROM theme WHERE id = $1', [id]);
  });

  it('returns a cursor since an instant, also for outboxes without a change since then', async () => {
    await settled();
    const page = async (variables: object) =>
      (
        await dataOf(
          'query ($after: String, $since: DateTime) { changes(after: $after, since: $since) { nodes { entityId } pageInfo { startCursor endCursor hasNextPage } } }',
          { ...variables },
        )
      ).changes;
    const none = await page({ since: new Date(Date.now() + 60_000).toISOString() });
    expect(none).toMatchObject({ nodes: [], pageInfo: { hasNextPage: false } });
    const instant = new Date(Date.now() - 1).toISOString();
    const id = await addTheme('TEST-SINCE');
    await settled();
    const entityIds = [{ entityId: id }];
    expect((await page({ after: none.pageInfo.endCursor })).nodes).toEqual(entityIds);
    const some = await page({ since: instant });
    expect(some.nodes).toEqual(entityIds);
    expect(some.pageInfo.startCursor).toBe(some.pageInfo.endCursor);
    expect((await page({ after: some.pageInfo.endCursor })).nodes).toEqual([]);
    await expertises.query('DELETE FROM theme WHERE id = $1', [id]);
  });

  it('of other types advances the cursor, so that a query for a rare type does not read it again', async () => {
    await settled();
    // Tests of labels may have left changes of some: after the last one there are only other types.
    const { cursor: last } = await follow(null, ['Label']);
    const { cursor } = await follow(last, ['Label']);
    const id = await addTheme('TEST-RARE');
    await settled();
    expect((await follow(cursor, ['Theme', 'Expertise'])).changes.map(brief)).toEqual([`CREATED ${id}`]);
    await expertises.query('DELETE FROM theme WHERE id = $1', [id]);
  });

  it('of a part is returned as a change of its entity', async () => {
    const cursor = await end(['Authority']);
    const lyon = makeId('Authority', 'COM-69123');
    const pool = pools.get('authorities')!;
    await pool.query(
      `INSERT INTO authority_alias (authority_id, kind, name, sources, confidence) VALUES ($1, 'OTHER_NAME', 'Lugdunum', '[{"title":"test"}]', 'ILLUSTRATIVE')`,
      [lyon],
    );
    await pool.query("DELETE FROM authority_alias WHERE name = 'Lugdunum'");
    await settled();
    expect((await follow(cursor, ['Authority'])).changes.map(brief)).toEqual([
      `UPDATED ${lyon}`,
      `UPDATED ${lyon}`,
    ]);
  });

  it('that is rolled back is not returned', async () => {
    const cursor = await end(['Theme']);
    const client = await expertises.connect();
    await client.query('BEGIN');
    await addTheme('TEST-B', client.query.bind(client));
    await client.query('ROLLBACK');
    client.release();
    expect((await follow(cursor, ['Theme'])).changes).toEqual([]);
  });
});

describe('transactions that commit in another order than they began', () => {
  it('lose nothing', async () => {
    let cursor = await end(['Theme']);
    const slow = await expertises.connect();
    const seen: string[] = [];
    const ids: string[] = [];
    try {
      await slow.query('BEGIN');
      ids.push(await addTheme('TEST-SLOW', slow.query.bind(slow)));
      ids.push(await addTheme('TEST-FAST'));
      // The fast one has committed, the slow one has not: a reader who passed the fast one would miss the slow one.
      const during = await follow(cursor, ['Theme']);
      seen.push(...during.changes.map(({ entityId }) => entityId));
      cursor = during.cursor;
      await slow.query('COMMIT');
      await settled();
      const after = await follow(cursor, ['Theme']);
      seen.push(...after.changes.map(({ entityId }) => entityId));
    } finally {
      slow.release();
      await expertises.query('DELETE FROM theme WHERE id = ANY($1)', [ids]);
    }
    expect(seen.sort()).toEqual([...ids].sort());
  });

  it('lose nothing and repeat nothing under many writers, with a reader that keeps only its cursor', async () => {
    let cursor = await end(['Theme']);
    const written: string[] = [];
    const received: string[] = [];
    let writing = true;
    const writers = Array.from({ length: 3 }, async (_, writer) => {
      for (let n = 0; n < 25; n++) {
        const client = await expertises.connect();
        try {
          await client.query('BEGIN');
          const id = await addTheme(`TEST-${writer}-${n}`, client.query.bind(client));
          await client.query('SELECT pg_sleep($1)', [Math.random() * 0.02]);
          const commit = Math.random() < 0.8;
          await client.query(commit ? 'COMMIT' : 'ROLLBACK');
          if (commit) written.push(id);
        } finally {
          client.release();
        }
      }
    });
    const reader = (async () => {
      for (;;) {
        const last = !writing;
        const { changes, cursor: next } = await follow(cursor, ['Theme'], 1 + Math.floor(Math.random() * 9));
        received.push(...changes.map(({ entityId }) => entityId));
        cursor = next;
        if (last) return;
      }
    })();
    await Promise.all(writers);
    await settled();
    writing = false;
    await reader;
    await expertises.query("DELETE FROM theme WHERE code LIKE 'TEST-%'");
    expect(received.sort()).toEqual(written.sort());
  });
});

describe('what is private', () => {
  it('is marked as private in the schema where its table records it as private', async () => {
    const { subgraphs: sdl } = compose(subgraphs);
    const recorded = new Set<string>();
    for (const { name, readModel } of subgraphs) {
      if (readModel) continue;
      const { rows } = await pools.get(name)!.query<{ type: string }>(
        `SELECT DISTINCT split_part(encode(tgargs, 'escape'), '\\000', 1) AS type FROM pg_trigger JOIN pg_class c ON c.oid = tgrelid
         WHERE c.relnamespace = current_schema()::regnamespace AND encode(tgargs, 'escape') LIKE '%\\\\000private\\\\000%'`,
      );
      for (const { type } of rows) recorded.add(type);
    }
    const open = publicOwners(sdl);
    const hidden = [...nodeOwners(sdl).keys()].filter((type) => !open.has(type));
    // Imports have no change events at all.
    const imported = ['Import', 'ImportRow'];
    expect(hidden.sort()).toEqual(['ExpressionOfInterest', ...imported, 'LabelApplication']);
    expect([...recorded].filter((type) => nodeOwners(sdl).has(type)).sort()).toEqual(
      hidden.filter((type) => !imported.includes(type)),
    );
  });

  it('is not offered', async () => {
    const { errors } = await ask('{ changes(types: ["LabelApplication"]) { nodes { id } } }');
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', argument: 'types' } }]);
    expect(errors[0]!.extensions.expected).toContain('CountryGroup');
    expect(errors[0]!.extensions.expected).not.toMatch(/LabelApplication|ExpressionOfInterest/);
  });
});

describe('what is refused', () => {
  it.each([
    ['a cursor of another list', { after: 'WyJ4Il0.abcdefghijklmnop' }, 'after'],
    ['a type that is none', { types: ['Nonsense'] }, 'types'],
    ['an instant that is none', { since: '2026-02-30T00:00:00Z' }, 'since'],
    ['a page of none', { first: 0 }, 'first'],
    ['a page of too many', { first: 101 }, 'first'],
  ])('%s', async (_, variables, argument) => {
    const { errors, status } = await ask(
      'query ($after: String, $types: [String!], $since: DateTime, $first: Int) { changes(after: $after, types: $types, since: $since, first: $first) { nodes { id } } }',
      variables,
    );
    expect(status).toBeLessThan(500);
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', argument } }]);
  });

  it.each([
    'query { changes(since: "yesterday") { nodes { id } } }',
    'query ($at: DateTime) { changes(since: $at) { nodes { id } } }',
  ])('an invalid instant, with a message that says what is valid: %s', async (question) => {
    const { errors } = await ask(question, { at: 'yesterday' });
    expect(errors).toMatchObject([
      {
        extensions: {
          expected:
            'un instant (RFC 3339) tel que « 2022-01-15T23:59:59+01:00 », des années 0001 à 9999 en UTC',
        },
      },
    ]);
  });

  it.each(['changes(after: $cursor) { nodes { id } }', 'authorities(asOf: $cursor) { totalCount }'])(
    'in %s, a cursor of another list, with a message that says which cursor is valid',
    async (field) => {
      const { authorities } = await dataOf('{ authorities(first: 1) { pageInfo { endCursor } } }');
      const { errors } = await ask(`query ($cursor: String) { ${field} }`, {
        cursor: authorities.pageInfo.endCursor,
      });
      expect(errors).toMatchObject([
        { extensions: { code: 'BAD_USER_INPUT', expected: 'un curseur donné par `changes` ou `freshness`' } },
      ]);
    },
  );
});
