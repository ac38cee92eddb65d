import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import * as line from '#subgraphs';
import { compose } from './compose.js';

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
console.log(`Wrote ${Object.keys(subgraphs).length} subgraphs, the supergraph and the public schema.`);
