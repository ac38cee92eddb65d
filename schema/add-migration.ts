import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import * as allSubgraphs from '#subgraphs';
import { program } from 'commander';
import { newMigration } from './new-migration.js';
import { withTemporaryDatabase } from './temporary-database.js';

// `npm run schema:migration`: drafts a migration from the entities of a subgraph.
const subgraphs = Object.values(allSubgraphs);
program
  .name('npm run schema:migration --')
  .argument('<subgraph>', subgraphs.map(({ name }) => name).join(', '))
  .argument('[name]', 'name of what it does, in lower case with hyphens', 'first-tables')
  .showHelpAfterError()
  .action(async (subgraphName: string, name: string) => {
    const subgraph = subgraphs.find((candidate) => candidate.name === subgraphName);
    if (!subgraph)
      program.error(`There is no subgraph ${subgraphName}: add its line to services/subgraphs.ts first.`);
    if (!/^[a-z][a-z0-9-]*$/.test(name))
      program.error(`${name}: use lower-case letters, digits and hyphens.`);
    if (subgraph.migrations.length && name === 'first-tables')
      program.error(`${subgraphName} has its first tables already: name what this migration does.`);
    const draft = await withTemporaryDatabase((database) =>
      newMigration(subgraph, name, Date.now(), database),
    );
    if (!draft)
      return console.log(`The entities of ${subgraphName} agree with its tables: change an entity first.`);
    const folder = new URL(`../../services/${subgraphName}/migrations/`, import.meta.url);
    mkdirSync(folder, { recursive: true });
    writeFileSync(new URL(draft.file, folder), draft.text);
    console.log(
      `Wrote ${fileURLToPath(new URL(draft.file, folder))}. Read it, add what entities do not define (checks, indexes, comments), ` +
        `add ${draft.className} to the migrations of services/${subgraphName}/index.ts, then run npm run schema.`,
    );
  });
await program.parseAsync();
