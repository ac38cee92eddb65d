import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CursorCodec } from '#kernel/lists';
import { encodeOutboxCursor } from '#kernel/outbox';
import { ask } from '../../support/graph.js';
import { OwnGraph } from '../../support/own-graph.js';
import { DEPTH } from '../../support/random/depth.js';
import { Workplace, eventually } from '../../support/workplace.js';

// A logical dump that is restored on another PostgreSQL server keeps its transaction ids: here, an outbox gets such ids.

const workplace = new Workplace();
const own = new OwnGraph(workplace, {}, workplace.loaded('small'));
const TAKEN_IN =
  /^The outboxes of expertises come from another PostgreSQL server, .*their projections are rebuilt, and readers of `changes` must start again without a cursor\.$/m;
const MADE_ANEW = /^search: rebuilt from [1-9]\d* changes$/m;
/** Writes changes, each in a transaction of its own. */
const rename = (code: string, name: string) =>
  own.admin.query('UPDATE expertises.theme SET name_fr = $2 WHERE code = $1', [code, name]);

beforeAll(async () => {
  await own.begin();
  // Some entities have several changes.
  for (const name of ['a', 'b', 'c'])
    for (const code of ['EDU-SPORT', 'EDU-HEALTH']) await rename(code, name);
  await rename('EDU-HEALTH', 'Santé');
  await rename('EDU-SPORT', 'Sport');
});
afterAll(() => own.clear());

async function dataOf(query: string, variables: Record<string, unknown> = {}) {
  const { data, errors } = await ask(query, variables, { graph: own.address });
  expect(errors).toEqual([]);
  return data;
}

/** Changes as partners get them, from the start or after a cursor. */
async function told(after: string | null = null) {
  const all: { entityId: string; operation: string; changedAt: string }[] = [];
  for (let cursor = after; ;) {
    const { changes } = await dataOf(
      'query ($cursor: String) { changes(after: $cursor, types: ["Theme", "Expertise", "LabelProgramme"]) { nodes { type entityId operation changedAt } pageInfo { hasNextPage endCursor } } }',
      { cursor },
    );
    all.push(...changes.nodes);
    cursor = changes.pageInfo.endCursor as string;
    if (!changes.pageInfo.hasNextPage) return { all, cursor };
  }
}

/** Waits until search has caught up, and returns a digest of its tables. */
async function searchRows(): Promise<Record<string, string>> {
  const { cursor } = await told();
  await dataOf('query ($asOf: String) { suggest(text: "sport", asOf: $asOf) { name } }', { asOf: cursor });
  const { rows: tables } = await own.admin.query<{ name: string }>(
    "SELECT tablename AS name FROM pg_tables WHERE schemaname = 'search' AND tablename NOT IN ('migration', 'checkpoint') ORDER BY 1",
  );
  const found: Record<string, string> = {};
  for (const { name } of tables) {
    const { rows } = await own.admin.query<{ digest: string }>(
      `SELECT count(*) || ' ' || coalesce(md5(string_agg(t::text, E'\\n' ORDER BY t::text COLLATE "C")), '') AS digest FROM search.${name} t`,
    );
    found[name] = rows[0]!.digest;
  }
  return found;
}

/** Moves the outbox as if the server of the dump had been this many transactions ahead at the first change. */
async function comeFromAhead(by: number): Promise<void> {
  await own.admin.query(`DO $$
    DECLARE
      ahead bigint := pg_snapshot_xmax(pg_current_snapshot())::text::bigint + ${by} - (SELECT min(transaction::text::bigint) FROM expertises.change);
    BEGIN
      UPDATE expertises.change SET transaction = (transaction::text::bigint + ahead + 1e12)::bigint::text::xid8;
      UPDATE expertises.change SET transaction = (transaction::text::bigint - 1e12)::bigint::text::xid8;
      UPDATE search.checkpoint SET transaction = (transaction::text::bigint + ahead)::text::xid8 WHERE subgraph = 'expertises';
    END $$`);
}

// Ids that are only slightly ahead overlap with the new ones.
describe.each(DEPTH < 10 ? [100] : [100, 5_000_000_000])(
  'an outbox from a server %d transactions ahead',
  (by) => {
    let before: Awaited<ReturnType<typeof told>>;
    let rows: Record<string, string>;
    let late: string;

    beforeAll(async () => {
      before = await told();
      rows = await searchRows();
      await comeFromAhead(by);
      const { rows: last } = await own.admin.query<{ transaction: string; number: string }>(
        'SELECT transaction::text, number::text FROM expertises.change ORDER BY change.transaction DESC, change.number DESC LIMIT 1',
      );
      late = encodeOutboxCursor(new CursorCodec(own.secret), new Map([['expertises', last[0]!]]));
      await own.end();
      await own.begin();
    });

    it('keeps its order, and the operator is informed', async () => {
      expect(own.program.output()).toMatch(TAKEN_IN);
      expect((await told()).all).toEqual(before.all);
      expect(before.all.length).toBeGreaterThan(100);
    });

    it('is what search is rebuilt from', async () => {
      expect(own.program.output()).toMatch(MADE_ANEW);
      expect(await searchRows()).toEqual(rows);
    });

    it('continues', async () => {
      const { cursor } = await told();
      await rename('EDU-SPORT', 'Sports et plein air');
      await eventually(1, async () => (await told(cursor)).all.length);
      const { cursor: asOf } = await told(cursor);
      const question =
        'query ($asOf: String) { suggest(text: "plein air", asOf: $asOf, first: 1) { name(lang: FR) } }';
      expect(await dataOf(question, { asOf })).toEqual({ suggest: [{ name: 'Sports et plein air' }] });
      await rename('EDU-SPORT', 'Sport');
      await eventually(2, async () => (await told(cursor)).all.length);
    });

    it('refuses a cursor of that server', async () => {
      const leads = 'ce curseur date d’avant la restauration de la base de données et n’est plus valable.';
      const after = 'query ($late: String) { changes(after: $late) { nodes { id } } }';
      const back = 'query ($late: String) { changes(last: 5, before: $late) { nodes { id } } }';
      const asOf = 'query ($late: String) { suggest(text: "sport", asOf: $late) { name } }';
      for (const [argument, question] of Object.entries({ after, before: back, asOf })) {
        const { errors } = await ask(question, { late }, { graph: own.address });
        expect(errors).toMatchObject([
          {
            message: `${argument} : ${leads} Recommencez sans curseur.`,
            extensions: { code: 'BAD_USER_INPUT', argument },
          },
        ]);
      }
    });

    it('behaves like any other from then on', async () => {
      const { cursor } = await told();
      await own.end();
      await own.begin();
      expect(own.program.output()).not.toMatch(TAKEN_IN);
      expect(own.program.output()).not.toMatch(MADE_ANEW);
      expect((await told(cursor)).all).toEqual([]);
    });
  },
);

it('is adapted by a load, too', async () => {
  await comeFromAhead(5_000_000_000);
  await own.end();
  const { code, output } = await workplace.run(own.environment, ['load']);
  expect(code).toBe(0);
  expect(output).toMatch(TAKEN_IN);
  expect(output).toMatch(MADE_ANEW);
  await own.begin();
  expect(own.program.output()).not.toMatch(MADE_ANEW);
});

it('is what search is rebuilt from when only the checkpoint of search is ahead', async () => {
  const rows = await searchRows();
  await own.admin.query(
    "UPDATE search.checkpoint SET transaction = '5000000000000' WHERE subgraph = 'events'",
  );
  await own.end();
  await own.begin();
  expect(own.program.output()).not.toMatch(TAKEN_IN);
  expect(own.program.output()).toMatch(MADE_ANEW);
  expect(await searchRows()).toEqual(rows);
});
