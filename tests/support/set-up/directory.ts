import { chmodSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Creates a directory that PostgreSQL can reach; when the tests run as root, it runs under an account of its own. */
export function testDirectory(): string {
  const path = mkdtempSync(join(tmpdir(), 'passerelle-test-'));
  chmodSync(path, 0o711);
  return path;
}
