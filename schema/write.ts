import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import * as allSubgraphs from '#subgraphs';
import { buildSchema } from 'graphql';
import { clientFiles } from './client-config.js';
import { compose } from './compose.js';
import { describeDatabase } from './database.js';
import {
  changedMigrations,
  migrationHashes,
  misnumbered,
  refusalOfChanges,
  type MigrationHashes,
} from './migrations.js';
import { permissionRows, permissionTable } from './permissions.js';
import { withTemporaryDatabase } from './temporary-database.js';

// `npm run schema`: writes the generated files of this folder.
const folder = new URL('../../schema/', import.meta.url);
const subgraphs = Object.values(allSubgraphs);
const landed = new URL('database/migrations.json', folder);

// Checked before anything is written, so that a refusal changes no file.
const known = existsSync(landed) ? (JSON.parse(readFileSync(landed, 'utf8')) as MigrationHashes) : {};
const refusals = [refusalOfChanges(changedMigrations(known)) ?? [], misnumbered(subgraphs)].flat();
if (refusals.length) {
  console.error(refusals.join('\n'));
  process.exit(1);
}

const { subgraphs: sdl, supergraph, api } = compose(subgraphs);
const database = await withTemporaryDatabase((options) => describeDatabase(subgraphs, options));
writeAll('subgraphs', '.graphql', sdl);
writeAll('database', '.sql', database);
writeFileSync(new URL('supergraph.graphql', folder), supergraph);
writeFileSync(new URL('api.graphql', folder), api);
const schema = buildSchema(api);
writeFileSync(new URL('permissions.md', folder), permissionTable(permissionRows(schema)));
for (const [name, text] of Object.entries(await clientFiles(schema)))
  writeFileSync(new URL(`clients/${name}`, folder), text);
writeFileSync(landed, `${JSON.stringify(migrationHashes(), null, 2)}\n`);
console.log(
  `Wrote ${Object.keys(sdl).length} subgraphs, the supergraph, the public schema and ${Object.keys(database).length} database schemas.`,
);

/** Writes one file for each text, and removes other files with this extension. */
function writeAll(subfolder: string, extension: string, texts: Record<string, string>): void {
  const into = new URL(`${subfolder}/`, folder);
  mkdirSync(into, { recursive: true });
  for (const file of readdirSync(into))
    if (file.endsWith(extension) && !(file.slice(0, -extension.length) in texts)) rmSync(new URL(file, into));
  for (const [name, text] of Object.entries(texts)) writeFileSync(new URL(`${name}${extension}`, into), text);
}
