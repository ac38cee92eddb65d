import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { backUp, restore, type BackupTools } from '#kernel/backup';
import { subgraphs } from '../../services/run.js';
import { openDatabase, openDatabaseBesides, type Bootstrap } from '../bootstrap/bootstrap.js';

/** Backs the database up, also while the graph answers. */
export async function writeBackup(bootstrap: Bootstrap, directory: string): Promise<void> {
  const database = await openDatabaseBesides(bootstrap);
  const path = resolve(directory);
  const { tables, version } = await backUp(subgraphs, database, path, toolsOf(bootstrap));
  const rows = tables.reduce((sum, table) => sum + table.rows, 0);
  bootstrap.say(
    `${tables.length} tables with ${rows} rows of Passerelle ${version} are backed up in ${path}`,
  );
}

/** Restores a backup into an empty database. */
export async function restoreBackup(bootstrap: Bootstrap, directory: string): Promise<void> {
  const database = await openDatabase(bootstrap);
  const { tables, createdAt } = await restore(subgraphs, database, resolve(directory), toolsOf(bootstrap));
  bootstrap.say(
    `${tables.length} tables of ${createdAt} are restored, with equal checksums. Start the graph: projections are rebuilt, and readers of \`changes\` begin without a cursor.`,
  );
}

function toolsOf({ shutdownHooks, say }: Bootstrap): BackupTools {
  const stopped = new AbortController();
  shutdownHooks.add(async () => stopped.abort());
  const { version } = JSON.parse(readFileSync(new URL('../../../package.json', import.meta.url), 'utf8')) as {
    version: string;
  };
  return { version, say, signal: stopped.signal };
}
