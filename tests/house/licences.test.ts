import { readFileSync } from 'node:fs';
import { expect, it } from '@jest/globals';

type Packages = Record<string, { license?: string }>;
const root = new URL('../../../', import.meta.url);
const { notFree } = (await import(new URL('tests/licences.mjs', root).href)) as {
  notFree(packages: Packages): string[];
};

/** Tools that only tests run, unchanged: what the MPL asks concerns those who change their files. */
const TOOLS = new Set(['axe-core: MPL-2.0']);

// Without the package of the benchmark, which compares with a product under the Elastic licence.
it.each([
  ['package-lock.json', 100],
  ['tests/browser/packages/package-lock.json', 2],
  ['tests/lint/packages/package-lock.json', 1],
  ['tests/clients/packages/package-lock.json', 100],
  ['tests/judges/packages/package-lock.json', 20],
  ['gateway/portal/map/packages/package-lock.json', 1],
  ['services/authorities/history/packages/package-lock.json', 8],
  ['services/authorities/names-abroad/packages/package-lock.json', 6],
])('%s installs nothing under a licence that is not free', (file, fewest) => {
  const lock = JSON.parse(readFileSync(new URL(file, root), 'utf8')) as { packages: Packages };
  expect(Object.keys(lock.packages).length).toBeGreaterThan(fewest);
  expect(notFree(lock.packages).filter((found) => !TOOLS.has(found))).toEqual([]);
});

it('refuses other licences, alone or together with a free one, and accepts a free alternative', () =>
  expect(
    notFree({
      '': {},
      'node_modules/a': { license: 'MIT' },
      'node_modules/b': { license: '(MIT OR GPL-3.0)' },
      'node_modules/c': { license: 'MIT AND Elastic-2.0' },
      'node_modules/c/node_modules/@d/e': { license: 'Elastic-2.0' },
      'node_modules/f': {},
    }),
  ).toEqual(['c: MIT AND Elastic-2.0', '@d/e: Elastic-2.0', 'f: none named']));

it('installs one copy of @graphql-tools/utils', () => {
  const lock = JSON.parse(readFileSync(new URL('package-lock.json', root), 'utf8')) as { packages: Packages };
  const copies = Object.keys(lock.packages).filter((path) =>
    path.endsWith('node_modules/@graphql-tools/utils'),
  );
  expect(copies).toHaveLength(1);
});
