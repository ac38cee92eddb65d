import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from '@jest/globals';
import { decisiveFiles } from '../support/set-up/loaded-database.js';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
/** Files that assemble a subgraph, or run after the load; no file of the load imports them. */
const AFTER_THE_LOAD = /(^|[./])(index|stores|live|expiry)\.ts$/;

it('the files that decide about the cached test database import nothing outside its hash', () => {
  const files = decisiveFiles();
  expect(files.filter((file) => file.includes('/migrations/')).length).toBeGreaterThan(5);
  const decisive = new Set(files);
  const leftOut = files
    .filter((file) => file.endsWith('.ts') && !AFTER_THE_LOAD.test(file))
    .flatMap((file) =>
      [
        ...readFileSync(join(ROOT, file), 'utf8').matchAll(
          /^(?:import|export) (?!type )[^;]*? from '(\..+)\.js';$/gm,
        ),
      ]
        .map(([, path]) => join(dirname(file), `${path}.ts`))
        .filter((imported) => !decisive.has(imported))
        .map((imported) => `${file} imports ${imported}`),
    );
  expect(leftOut).toEqual([]);
});
