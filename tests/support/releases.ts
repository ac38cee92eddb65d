import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const INSTALLED = join(ROOT, '.data/releases');

/** A row of a file of the package, as it is there. */
export type Row = Record<string, any>;

/**
 * Installs the releases from which former names are drawn, unless they are installed.
 * @returns the reason why there are none; undefined when there are
 * @throws when CI is set and npm cannot install them, so that no test is skipped silently
 */
export function installReleases(): string | undefined {
  const sources = join(ROOT, 'services/authorities/history/packages');
  try {
    execFileSync(process.execPath, [join(ROOT, 'tests/install-packages.mjs'), sources, INSTALLED], {
      encoding: 'utf8',
    });
    return undefined;
  } catch (error) {
    if (process.env.CI) throw error;
    return (error as { stderr: string }).stderr.trim().split('\n')[0]!;
  }
}

/** Rows of a file of the release of a year. */
export const rowsOfRelease = (year: number, file: string): Row[] =>
  JSON.parse(readFileSync(join(INSTALLED, `node_modules/of-${year}/data/${file}.json`), 'utf8')) as Row[];
