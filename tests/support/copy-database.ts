import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Copies the embedded database of a DATA_DIR, which must not run, to another one, with its owners.
 * @returns false when it is kept elsewhere, where PostgreSQL's account could not reach the directory: nothing is copied
 */
export function copyDatabase(from: string, to: string): boolean {
  if (existsSync(join(from, 'postgres/location'))) return false;
  execFileSync('cp', ['-Rp', join(from, 'postgres'), to]);
  return true;
}
