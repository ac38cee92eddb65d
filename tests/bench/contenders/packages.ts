import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/**
 * A module of the benchmark's own package, which the project neither installs nor compiles against.
 * @param directory where that package is installed
 */
export async function importFrom(directory: string, name: string): Promise<any> {
  const path = createRequire(join(directory, 'package.json')).resolve(name);
  return import(pathToFileURL(path).href);
}
