import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Subgraph } from '#kernel/subgraph';

const SERVICES = new URL('../../services/', import.meta.url);
const NAME = /^([\w-]+)\/migrations\/(\d{13})-[\w-]+\.ts$/;

/** SHA-256 of migrations by path from `services/`, as in `schema/database/migrations.json`. */
export type MigrationHashes = Record<string, string>;

export function migrationHashes(services = SERVICES): MigrationHashes {
  const files = readdirSync(fileURLToPath(services), { recursive: true, encoding: 'utf8' })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => /\/migrations\//.test(file))
    .sort();
  return Object.fromEntries(files.map((file) => [file, hashOf(readFileSync(new URL(file, services)))]));
}

/** Hashes a text independently of its line ends, which git may convert. */
function hashOf(text: Buffer): string {
  return createHash('sha256').update(text.toString('utf8').replaceAll('\r\n', '\n')).digest('hex');
}

/** Returns the landed migrations whose text has changed or whose file is gone. */
export function changedMigrations(landed: MigrationHashes, now = migrationHashes()): string[] {
  return Object.keys(landed).filter((file) => now[file] !== landed[file]);
}

/** Message about {@link changedMigrations} with what to do; undefined when there are none. */
export function refusalOfChanges(changed: readonly string[]): string | undefined {
  if (!changed.length) return undefined;
  return (
    `Landed migrations have changed or are gone: ${changed.map((file) => `services/${file}`).join(', ')}. ` +
    'Databases that have run them would never get the change: undo it (git checkout main -- <file>) and write another migration ' +
    '(npm run schema:migration). Only if no database but your own has run it, delete its line from schema/database/migrations.json and run this again.'
  );
}

/**
 * Returns the reasons why the effect of a migration could change without a change of its file. A migration may import only
 * types, and depends on nothing beyond its own text.
 */
export function reachesBeyond(text: string): string[] {
  const code = text.replaceAll(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '');
  return [
    ...[...code.matchAll(/^\s*import\s(?!type\s)[^;]*;/gm)].map(([line]) => `${line.trim()} imports a value`),
    ...[...code.matchAll(/^\s*export\s[^;{]*(\{[^}]*\})?\s*from\s[^;]*;/gm)].map(
      ([line]) => `${line.trim()} re-exports another file`,
    ),
    ...[...code.matchAll(/\b(import|require)\s*\(/g)].map(([call]) => `${call}…) loads another file`),
    ...[...code.matchAll(/\b(process|globalThis|global|Date|Math|Intl)\b\s*[.[]/g)].map(
      ([, name]) => `${name} differs between machines`,
    ),
    ...[...code.matchAll(/\$\{/g)].map(() => '${…} assembles SQL: write it out'),
  ];
}

/** Returns mistakes in the order and names of migrations, by which TypeORM knows what a database has run. */
export function misnumbered(
  subgraphs: readonly Pick<Subgraph, 'name' | 'migrations'>[],
  files = Object.keys(migrationHashes()),
): string[] {
  const mistakes: string[] = [];
  const stamps = new Map<string, string>();
  const listed = new Set<string>();
  for (const { name, migrations } of subgraphs) {
    let last = 0;
    for (const migration of migrations) {
      const label = `${name}: ${migration.name}`;
      const stamp = migration.name.match(/\d{13}$/)?.[0] ?? '';
      if (!stamp) mistakes.push(`${label} does not end in its timestamp of 13 digits`);
      if (Number(stamp) <= last)
        mistakes.push(`${label} is not later than the migration before it in the list`);
      last = Number(stamp);
      const other = stamps.get(stamp);
      if (other) mistakes.push(`${label} has the timestamp of ${other}`);
      stamps.set(stamp, label);
      listed.add(`${name} ${stamp}`);
    }
  }
  for (const file of files) {
    const [, service, stamp] = file.match(NAME) ?? [];
    if (!service) mistakes.push(`services/${file} is not named <timestamp>-<what-it-does>.ts`);
    else if (!listed.delete(`${service} ${stamp}`))
      mistakes.push(`services/${file} is in no list of migrations`);
  }
  for (const left of listed) mistakes.push(`${left} has no file of that timestamp`);
  return mistakes;
}
