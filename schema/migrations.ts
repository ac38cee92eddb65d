import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';

const SERVICES = new URL('../../services/', import.meta.url);
const NAME = /^\w[\w-]*\/migrations\/(\d{13})-[\w-]+\.ts$/;

/** What the migrations of all services say, as hashes by their paths, which begin with the service. */
export function migrationHashes(): Record<string, string> {
  const files = readdirSync(SERVICES, { recursive: true, encoding: 'utf8' })
    .filter((file) => NAME.test(file))
    .sort();
  return Object.fromEntries(
    files.map((file) => [
      file,
      createHash('sha256')
        .update(readFileSync(new URL(file, SERVICES)))
        .digest('hex')
        .slice(0, 16),
    ]),
  );
}

/**
 * Migrations that are not what they were when they were written down: databases that they have made would never see the
 * change. Undo it, and say it in another migration.
 */
export function changedMigrations(kept: Record<string, string>): string[] {
  const now = migrationHashes();
  return Object.keys(kept).filter((file) => now[file] !== kept[file]);
}
