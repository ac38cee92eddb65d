import { execFile } from 'node:child_process';
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';

const ROOT = fileURLToPath(new URL('../../../../', import.meta.url));
const SOURCES = join(ROOT, 'tests/judges');
const PACKAGES = join(ROOT, '.data/judges');

const execute = promisify(execFile);

// The shapes are those of the packages; tests read them freely.
export interface Judges {
  ICAL: any;
  jsonld: any;
  RssParser: any;
  SHACLValidator: any;
}

/**
 * Loads programs of others that read the files which the gateway writes, after installing them unless they are installed.
 * @throws with the output of npm when it cannot install them
 */
export async function loadJudges(): Promise<Judges> {
  const script = join(ROOT, 'tests/install-packages.mjs');
  await execute(process.execPath, [script, join(SOURCES, 'packages'), PACKAGES]);
  const file = join(PACKAGES, 'judges.mjs');
  cpSync(join(SOURCES, 'judges.mjs'), file);
  return (await import(pathToFileURL(file).href)) as Judges;
}
