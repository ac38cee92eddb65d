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
import { moveOn, noteProgressWithin, readerOf } from './work-queue.js';

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
  const { found, questions, signal } = tools;
  const reader = readerOf(tools);
  signal.throwIfAborted();
  await reader.named('job imports.clear').rows(sql`DELETE FROM import_row WHERE import_id = ${found.id}`);
  await reader
    .named('job imports.restart')
    .rows(sql`UPDATE file_import SET done = 0, total = 0 WHERE id = ${found.id}`);
  const lookups = await readLookups(questions);
  const hash = createHash('sha256');
  const file = await openRows(Readable.from(partsOf(reader, found, hash)), found, lookups);
  try {
    const keys = new KeysOfFile();
    let batch: object[] = [];
    let number = 0;
    const flush = async () => {
      signal.throwIfAborted();
      await insertRows(reader, found.id, batch);
      await noteProgressWithin(tools, found.id, batch.length);
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
    signal.throwIfAborted();
    await reader.named('job imports.read').rows(
      sql`UPDATE file_import SET digest = ${hash.digest('hex')}, profile = ${file.profile}, detected = ${JSON.stringify(file.detected)}::jsonb, total = ${number}
        WHERE id = ${found.id}`,
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

async function insertRows(reader: Reader, importId: string, rows: readonly object[]): Promise<void> {
  await reader.named('job imports.insert').rows(
    sql`INSERT INTO import_row (id, import_id, number, sheet, row_number, external_id, cells, content, problems)
      SELECT id, ${importId}::uuid, number, sheet, row_number, external_id, cells, nullif(content, 'null'::jsonb), problems
      FROM json_to_recordset(${JSON.stringify(rows)}::json)
        AS r (id uuid, number int, sheet text, row_number int, external_id text, cells json, content jsonb, problems jsonb)`,
  );
}
