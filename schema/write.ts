import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import * as line from '#subgraphs';
import { buildSchema } from 'graphql';
import { compose } from './compose.js';
import { changedMigrations, migrationHashes } from './migrations.js';
import { permissionRows, permissionTable } from './permissions.js';

// `npm run schema`: writes the generated files of this folder.
const folder = new URL('../../schema/', import.meta.url);
const { subgraphs, supergraph, api } = compose(Object.values(line));
mkdirSync(new URL('subgraphs/', folder), { recursive: true });
for (const file of readdirSync(new URL('subgraphs/', folder))) {
  if (!(file.replace(/\.graphql$/, '') in subgraphs)) rmSync(new URL(`subgraphs/${file}`, folder));
}
for (const [name, sdl] of Object.entries(subgraphs))
  writeFileSync(new URL(`subgraphs/${name}.graphql`, folder), sdl);
writeFileSync(new URL('supergraph.graphql', folder), supergraph);
writeFileSync(new URL('api.graphql', folder), api);
writeFileSync(new URL('permissions.md', folder), permissionTable(permissionRows(buildSchema(api))));
// Migrations are written down once.
const kept = new URL('migrations.json', folder);
const changed = existsSync(kept)
  ? changedMigrations(JSON.parse(readFileSync(kept, 'utf8')) as Record<string, string>)
  : [];
if (changed.length)
  throw new Error(
    `Migrations have changed that databases may have run: ${changed.join(', ')}. Undo that, and write another migration.`,
  );
writeFileSync(kept, `${JSON.stringify(migrationHashes(), null, 2)}\n`);
console.log(`Wrote ${Object.keys(subgraphs).length} subgraphs, the supergraph and the public schema.`);
