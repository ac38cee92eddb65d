import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { addressOf, startProgram } from '../../support/program.js';
import { databaseOf } from '../../support/workplace.js';
import { Importer, countsOf } from './client.js';
import { csvOf, dirtyRows, readTwinnings, type Dirt } from './twinnings.js';

// `npm run bench:imports`: writes the twinnings of this project's data as a file, clean and dirty, imports it over the loaded
// data, and counts what was entered that is not so. The judge reads the tables, and knows which twinning each row is.

const SECRET = 'bench-only-'.padEnd(40, 'x');
const CASES: readonly [name: string, dirt: Dirt][] = [
  ['clean, without items of Wikidata', { typos: 0, wrongCountries: 0, hasItems: false }],
  ['5 % typos, 5 % wrong countries', { typos: 0.05, wrongCountries: 0.05, hasItems: false }],
  ['the same, with items of Wikidata', { typos: 0.05, wrongCountries: 0.05, hasItems: true }],
];

const count = async (admin: pg.Client, table: string): Promise<number> =>
  Number((await admin.query<{ count: string }>(`SELECT count(*) FROM ${table}`)).rows[0]!.count);

/** Rows that entered the graph as another twinning than they are. */
const WRONGLY = `SELECT r.number, r.fate, r.cells FROM imports.import_row r
  JOIN unnest($2::int[], $3::uuid[], $4::uuid[]) AS truth (number, french_id, foreign_id) ON truth.number = r.number
  WHERE r.import_id = $1 AND r.applied_at IS NOT NULL AND NOT (
    EXISTS (SELECT FROM cooperations.partnership_french_authority f WHERE f.partnership_id = r.partnership_id AND f.authority_id = truth.french_id)
    AND EXISTS (SELECT FROM cooperations.partnership_foreign_authority o WHERE o.partnership_id = r.partnership_id AND o.foreign_authority_id = truth.foreign_id))`;

const dataDir = mkdtempSync(join(tmpdir(), 'passerelle-imports-'));
chmodSync(dataDir, 0o711);
const program = startProgram({ PORT: '0', DATA_DIR: dataDir, SECRET, NODE_ENV: 'test', LOG_LEVEL: 'error' });
try {
  const address = await addressOf(program);
  const admin = new pg.Client({ connectionString: await databaseOf(program, SECRET) });
  await admin.connect();
  const importer = new Importer(address);
  const twinnings = await readTwinnings(admin);
  console.log(`${twinnings.length} twinnings of one commune with one authority abroad`);
  console.log(
    '| file | joined | unchanged | created | ambiguous | refused | wrongly entered | new partnerships | new authorities | preview, application |',
  );
  console.log('|---|---|---|---|---|---|---|---|---|---|');
  for (const [index, [name, dirt]] of CASES.entries()) {
    const rows = dirtyRows(twinnings, dirt, 17 + index);
    const before = [
      await count(admin, 'cooperations.partnership'),
      await count(admin, 'authorities.foreign_authority'),
    ] as const;
    const began = performance.now();
    const id = await importer.upload(`twinnings-${index}.csv`, `bench-${index}`, csvOf(rows, dirt));
    await importer.settled(id);
    await importer.send('importPreview', { id });
    await importer.settled(id);
    const previewed = performance.now();
    await importer.send('importApply', { id });
    const counts = countsOf(await importer.settled(id));
    const applied = performance.now();
    const wrongly = await admin.query(WRONGLY, [
      id,
      rows.map((_, at) => at + 1),
      rows.map(({ twinning }) => twinning.frenchId),
      rows.map(({ twinning }) => twinning.foreignId),
    ]);
    for (const row of wrongly.rows.slice(0, 20)) console.error(JSON.stringify(row));
    const fates = ['JOINED', 'UNCHANGED', 'CREATED', 'AMBIGUOUS', 'REFUSED'].map((fate) => counts[fate] ?? 0);
    const after = [
      await count(admin, 'cooperations.partnership'),
      await count(admin, 'authorities.foreign_authority'),
    ] as const;
    console.log(
      `| ${name} | ${fates.join(' | ')} | ${wrongly.rowCount} | ${after[0] - before[0]} | ${after[1] - before[1]} | ${((previewed - began) / 1_000).toFixed(0)} s, ${((applied - previewed) / 1_000).toFixed(0)} s |`,
    );
    await importer.send('importUndo', { id });
    await importer.settled(id);
    const left = await count(admin, 'cooperations.partnership');
    if (left !== before[0]) console.error(`after taking it back: ${left} partnerships, before: ${before[0]}`);
  }
  await admin.end();
} finally {
  await program.stop();
  rmSync(dataDir, { recursive: true, force: true });
}
