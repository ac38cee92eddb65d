import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { OperatorError } from './operator-error.js';

/**
 * Reads a file of this user only, or creates it.
 * @param initial content of a new file
 * @returns its content without surrounding white space
 * @throws OperatorError when it cannot be read or created
 */
export function readOrCreate(directory: string, name: string, initial: string): string {
  const path = join(directory, name);
  return read(path) ?? create(directory, path, initial);
}

function read(path: string): string | null {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw unusable(path, error);
  }
}

/** Writes a draft and links it: whole or absent after a crash, and of two processes that start together one wins. */
function create(directory: string, path: string, content: string): string {
  const draft = `${path}.${randomBytes(6).toString('hex')}`;
  try {
    makeDirectory(directory);
    writeFileSync(draft, `${content}\n`, { mode: 0o600, flag: 'wx' });
    chmodSync(draft, 0o600);
    linkSync(draft, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw unusable(path, error);
  } finally {
    rmSync(draft, { force: true });
  }
  return read(path) ?? '';
}

/** Creates one level at a time: with `recursive`, Node.js loops for ever on a file system that refuses all, such as /proc. */
function makeDirectory(path: string): void {
  if (existsSync(path)) return;
  makeDirectory(dirname(resolve(path)));
  try {
    mkdirSync(path);
  } catch (error) {
    // Another process may have created it meanwhile.
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}

function unusable(path: string, error: unknown): OperatorError {
  const code = (error as NodeJS.ErrnoException).code;
  return new OperatorError(
    `${path} cannot be used (${code}): make it accessible, or choose another DATA_DIR.`,
    {
      cause: error,
    },
  );
}
