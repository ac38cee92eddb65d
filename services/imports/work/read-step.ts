import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { sql, type Reader } from '#kernel/database';
import { makeId } from '#kernel/values';
import { ImportFault, failureOf } from '../import/import-failure.js';
import { ImportState } from '../import/import-state.js';
import { openRows, type FileRow } from '../reading/open-rows.js';
import { readLookups } from '../reading/lookups.js';
import { rememberDecisions } from './earlier-editions.js';
import type { StepTools } from './job.js';
import { KeysOfFile } from './keys-of-file.js';
import { moveOn, readerOf, writeHeld } from './work-queue.js';

/** Rows that one statement inserts. */
const ROWS = 500;
const MAX_ROWS = 1_000_000;

/** Content of the uploaded file, part by part. @param hash gets all of it @throws ImportFault when some of it is gone */
async function* partsOf(
  reader: Reader,
  { id, byteLength }: StepTools['found'],
  hash: { update(part: Buffer): unknown },
) {
  let bytes = 0;
  for (let number = 1; ; number++) {
    const [part] = await reader
      .named('job imports.part')
      .rows<{ content: Buffer }>(
        sql`SELECT content FROM import_part WHERE import_id = ${id} AND number = ${number}`,
      );
    if (!part) {
      const total = Number(byteLength);
      if (bytes !== total) throw new ImportFault(failureOf('INCOMPLETE', undefined, { bytes, total }));
      return;
    }
    bytes += part.content.length;
    hash.update(part.content);
    yield part.content;
  }
}

/** Reads the uploaded file into rows, from its first row on even when an earlier attempt was killed. */
export async function stepOfReading(tools: StepTools): Promise<void> {
  const { found, questions } = tools;
  const reader = readerOf(tools);
  const clear = sql`DELETE FROM import_row r USING held WHERE r.import_id = held.id`;
  await writeHeld(tools, found, 'job imports.clear', sql`done = 0, total = 0`, clear);
  const lookups = await readLookups(questions);
  const hash = createHash('sha256');
  const file = await openRows(Readable.from(partsOf(reader, found, hash)), found, lookups);
  try {
    const keys = new KeysOfFile();
    let batch: object[] = [];
    let number = 0;
    const flush = async () => {
      await insertRows(tools, batch);
      batch = [];
    };
    for await (const row of file.rows) {
      number += 1;
      if (number > MAX_ROWS) throw tooManyRows();
      batch.push(storedRow(found.id, number, row, keys));
      if (batch.length === ROWS) await flush();
    }
    if (batch.length) await flush();
    await rememberDecisions(tools);
    await writeHeld(
      tools,
      found,
      'job imports.read',
      sql`digest = ${hash.digest('hex')}, profile = ${file.profile}, detected = ${JSON.stringify(file.detected)}::jsonb, total = ${number}`,
    );
  } finally {
    await file.close();
  }
  await moveOn(tools, found, ImportState.READ);
}

const tooManyRows = () => new ImportFault(failureOf('TOO_MANY_ROWS', undefined, { max: MAX_ROWS }));

function storedRow(
  importId: string,
  number: number,
  { place, row, cells, problems }: FileRow,
  keys: KeysOfFile,
) {
  const { key = null, problem = null } = row ? keys.keyOf(row) : {};
  return {
    id: makeId('ImportRow', `${importId}\0${number}`),
    number,
    sheet: place.sheet ?? null,
    row_number: place.row,
    external_id: key,
    cells,
    content: problem ? null : row,
    problems: problem ? [...problems, problem] : problems,
  };
}

/** Inserts rows; the attempts go on counting, since a step that is killed begins again. */
async function insertRows(tools: StepTools, rows: readonly object[]): Promise<void> {
  await writeHeld(
    tools,
    tools.found,
    'job imports.insert',
    sql`done = done + ${rows.length}`,
    sql`INSERT INTO import_row (id, import_id, number, sheet, row_number, external_id, cells, content, problems)
      SELECT r.id, held.id, number, sheet, row_number, external_id, cells, nullif(content, 'null'::jsonb), problems
      FROM json_to_recordset(${JSON.stringify(rows)}::json)
        AS r (id uuid, number int, sheet text, row_number int, external_id text, cells json, content jsonb, problems jsonb), held`,
  );
}
