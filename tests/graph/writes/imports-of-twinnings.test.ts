import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { Importer, countsOf } from '../../support/imports/importer.js';
import {
  csvOf,
  dirtyRows,
  readTwinnings,
  type Dirt,
  type Twinning,
} from '../../support/imports/twinnings.js';
import { OwnGraph } from '../../support/own-graph.js';
import { DEPTH } from '../../support/random/depth.js';
import { Workplace } from '../../support/workplace.js';

// The twinnings of this project's data, written out as a file and imported over the loaded data. The judge reads the tables,
// and knows which twinning each row is.

const workplace = new Workplace();
const own = new OwnGraph(workplace, { NODE_ENV: 'test', LOG_LEVEL: 'error' });
let twinnings: Twinning[];
beforeAll(async () => {
  await own.begin();
  const all = await readTwinnings(own.admin);
  expect(all.length).toBeGreaterThan(3_000);
  // All of them at DEPTH 10.
  twinnings = all.filter((_, index) => index % Math.max(1, Math.round(10 / DEPTH)) === 0);
});
afterAll(() => own.clear());

const TABLES = ['cooperations.partnership', 'authorities.foreign_authority'] as const;
const sizes = () =>
  Promise.all(
    TABLES.map(async (table) =>
      Number((await own.admin.query<{ count: string }>(`SELECT count(*) FROM ${table}`)).rows[0]!.count),
    ),
  );

/** Rows that entered the graph as another twinning than they are. */
const WRONGLY = `SELECT r.number, r.fate, r.cells FROM imports.import_row r
  JOIN unnest($2::int[], $3::uuid[], $4::uuid[]) AS truth (number, french_id, foreign_id) ON truth.number = r.number
  WHERE r.import_id = $1 AND r.applied_at IS NOT NULL AND NOT (
    EXISTS (SELECT FROM cooperations.partnership_french_authority f WHERE f.partnership_id = r.partnership_id AND f.authority_id = truth.french_id)
    AND EXISTS (SELECT FROM cooperations.partnership_foreign_authority o WHERE o.partnership_id = r.partnership_id AND o.foreign_authority_id = truth.foreign_id))`;

const CASES: [name: string, dirt: Dirt, joined: number][] = [
  ['clean', { typos: 0, wrongCountries: 0, hasItems: false }, 0.97],
  [
    'with 5 % typing errors and 5 % wrong countries',
    { typos: 0.05, wrongCountries: 0.05, hasItems: false },
    0.85,
  ],
  ['the same, with items of Wikidata', { typos: 0.05, wrongCountries: 0.05, hasItems: true }, 0.85],
];

it.each(CASES)(
  'twinnings that are known, %s, join what exists, and nothing is entered wrongly',
  async (name, dirt, joined) => {
    const importer = new Importer(own.address);
    const rows = dirtyRows(twinnings, dirt, 17);
    const before = await sizes();
    const began = performance.now();
    const id = await importer.upload(
      'twinnings.csv',
      `twinnings-${CASES.findIndex(([one]) => one === name)}`,
      csvOf(rows, dirt),
    );
    await importer.settled(id);
    await importer.send('importPreview', { id });
    const expected = countsOf(await importer.settled(id));
    const previewed = performance.now();
    expect(await sizes()).toEqual(before);
    await importer.send('importApply', { id });
    const counts = countsOf(await importer.settled(id));
    const applied = performance.now();
    const wrongly = await own.admin.query(WRONGLY, [
      id,
      rows.map((_, at) => at + 1),
      rows.map(({ twinning }) => twinning.frenchId),
      rows.map(({ twinning }) => twinning.foreignId),
    ]);
    console.log(
      `${name}: ${JSON.stringify(counts)} of ${rows.length} rows; preview ${((previewed - began) / 1_000).toFixed(1)} s, application ${((applied - previewed) / 1_000).toFixed(1)} s`,
    );
    expect(wrongly.rows).toEqual([]);
    expect(counts).toEqual(expected);
    expect(await sizes()).toEqual(before);
    expect(((counts.JOINED ?? 0) + (counts.UNCHANGED ?? 0)) / rows.length).toBeGreaterThan(joined);

    // The same file again changes nothing.
    const again = await importer.upload(
      'twinnings.csv',
      `twinnings-${CASES.findIndex(([one]) => one === name)}`,
      csvOf(rows, dirt),
    );
    await importer.settled(again);
    await importer.send('importPreview', { id: again });
    const repeated = countsOf(await importer.settled(again));
    expect({ created: repeated.CREATED, joined: repeated.JOINED, updated: repeated.UPDATED }).toEqual({});
    expect(repeated.UNCHANGED).toBe((counts.JOINED ?? 0) + (counts.UNCHANGED ?? 0));

    await importer.send('importUndo', { id });
    await importer.settled(id);
    expect(await sizes()).toEqual(before);
  },
  900_000,
);
