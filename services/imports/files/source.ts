import { createWriteStream } from 'node:fs';
import { mkdtemp, open, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { FileError } from './file-error.js';
import { LIMITS, MEGABYTE } from './limits.js';

/** Size of the beginning of a file from which its format is found. */
const HEAD_BYTES = 256 * 1024;

/** File on disk, which can be read several times. */
export interface SourceFile {
  readonly path: string;
  readonly head: Buffer;
  /** Whether the head is the whole file. */
  readonly isWhole: boolean;
  /** Removes the copy of a stream; a file of the caller stays. */
  readonly release: () => Promise<void>;
}

const tooLarge = () => FileError.of('FILE_TOO_LARGE', { max: LIMITS.fileMegabytes });

async function* limited(stream: AsyncIterable<Buffer | string>): AsyncGenerator<Buffer, void, void> {
  let bytes = 0;
  for await (const part of stream) {
    const chunk = typeof part === 'string' ? Buffer.from(part) : part;
    bytes += chunk.length;
    if (bytes > LIMITS.fileMegabytes * MEGABYTE) throw tooLarge();
    yield chunk;
  }
}

async function copyToDisk(stream: Readable): Promise<{ path: string; release: () => Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'passerelle-import-'));
  const release = () => rm(folder, { recursive: true, force: true });
  const path = join(folder, 'file');
  try {
    await pipeline(limited(stream), createWriteStream(path, { mode: 0o600 }));
  } catch (error) {
    await release();
    throw error;
  }
  return { path, release };
}

async function readHead(path: string): Promise<Buffer> {
  const file = await open(path);
  try {
    const buffer = Buffer.alloc(HEAD_BYTES);
    let length = 0;
    for (;;) {
      const { bytesRead } = await file.read(buffer, length, HEAD_BYTES - length, length);
      length += bytesRead;
      if (bytesRead === 0 || length === HEAD_BYTES) return buffer.subarray(0, length);
    }
  } finally {
    await file.close();
  }
}

async function inspect(path: string): Promise<Pick<SourceFile, 'head' | 'isWhole'>> {
  const { size } = await stat(path);
  if (size === 0) throw FileError.of('FILE_EMPTY');
  if (size > LIMITS.fileMegabytes * MEGABYTE) throw tooLarge();
  const head = await readHead(path);
  return { head, isWhole: head.length === size };
}

/**
 * Opens a file, or a stream, whose content goes to a temporary file first: its end may say what its beginning is.
 * @throws FileError FILE_MISSING, FILE_EMPTY, FILE_TOO_LARGE
 */
export async function openSource(source: string | Readable): Promise<SourceFile> {
  if (typeof source !== 'string') {
    const copy = await copyToDisk(source);
    try {
      return { ...copy, ...(await inspect(copy.path)) };
    } catch (error) {
      await copy.release();
      throw error;
    }
  }
  try {
    return { path: source, ...(await inspect(source)), release: async () => {} };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'EISDIR')
      throw FileError.of('FILE_MISSING', { name: basename(source) });
    throw error;
  }
}
