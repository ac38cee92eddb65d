import { writeFile } from 'node:fs/promises';

/**
 * Writes a file under a name that is free: what somebody has filled in is never overwritten.
 * @returns its path: the name, or the first of `name-2`, `name-3` … that no file has
 */
export async function writeNew(name: string, extension: string, content: string): Promise<string> {
  for (let number = 1; ; number++) {
    const path = number === 1 ? `${name}${extension}` : `${name}-${number}${extension}`;
    try {
      await writeFile(path, content, { flag: 'wx' });
      return path;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
}
