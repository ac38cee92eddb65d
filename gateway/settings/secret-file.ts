import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { OperatorError } from './operator-error.js';

/**
 * What a file holds that is made on first use, for this user alone.
 * @param first what it holds when there is none yet
 * @throws OperatorError when it cannot be read or made
 */
export function keptFile(directory: string, name: string, first: string): string {
  const path = join(directory, name);
  return kept(path) ?? made(directory, path, first);
}

function kept(path: string): string | null {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw unusable(path, error);
  }
}

/** Written aside and linked: whole or absent after a crash, and of two processes that start together one wins. */
function made(directory: string, path: string, content: string): string {
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
  return kept(path) ?? '';
}

/** One level at a time: with `recursive`, Node.js never comes back from a file system such as /proc that refuses all. */
function makeDirectory(path: string): void {
  if (existsSync(path)) return;
  makeDirectory(dirname(resolve(path)));
  try {
    mkdirSync(path);
  } catch (error) {
    // Another process may have been faster.
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
