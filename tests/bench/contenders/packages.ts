import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/**
 * Imports a module of the package of the benchmark, which the project neither installs nor compiles against.
 * @param directory in which that package is installed
 */
export async function importFrom(directory: string, name: string): Promise<any> {
  const path = createRequire(join(directory, 'package.json')).resolve(name);
  return import(pathToFileURL(path).href);
}
