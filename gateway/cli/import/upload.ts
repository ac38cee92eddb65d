import { createHash } from 'node:crypto';
import { open, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { OperatorError } from '../../settings/operator-error.js';
import type { ImportGraph } from './graph.js';

const PART_BYTES = 4 * 1024 * 1024;

export interface FileToUpload {
  path: string;
  profile: string | null;
  /** Layout in YAML. */
  map: string | null;
  sheet: string | null;
  source: { key: string; title: string; url: string | null; licence: string; asOf: string | null };
}

/** Brings a file in, part by part. @returns the id of the import */
export async function upload(
  graph: ImportGraph,
  { path, ...rest }: FileToUpload,
  show: (done: number, total: number) => void,
): Promise<string> {
  const { size } = await stat(path).catch((error: unknown) => {
    throw new OperatorError(`${path} cannot be read: ${(error as Error).message}`, { cause: error });
  });
  const begun = await graph.mutate<{ import: { id: string } }>('importBegin', 'import { id }', {
    fileName: basename(path).slice(0, 200),
    ...rest,
  });
  const { id } = begun.import;
  const hash = createHash('sha256');
  const file = await open(path);
  try {
    const buffer = Buffer.alloc(PART_BYTES);
    let sent = 0;
    for (let number = 1; ; number++) {
      const { bytesRead } = await file.read(buffer, 0, PART_BYTES);
      if (!bytesRead) break;
      const part = buffer.subarray(0, bytesRead);
      hash.update(part);
      await graph.mutate('importAppend', 'import { id }', { id, number, base64: part.toString('base64') });
      sent += bytesRead;
      show(sent, size);
    }
  } finally {
    await file.close();
  }
  await graph.mutate('importFinish', 'import { id }', { id, digest: hash.digest('hex') });
  return id;
}
