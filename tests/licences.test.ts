import { readFileSync } from 'node:fs';
import { expect, it } from '@jest/globals';

interface Lock {
  packages: Record<string, { license?: string; version?: string; dev?: boolean }>;
}

const FREE =
  /^\(?(MIT(-0)?|ISC|0BSD|BSD-[23]-Clause|Apache-2\.0|PostgreSQL|BlueOak-1\.0\.0|Unlicense|CC0-1\.0|Python-2\.0|CC-BY-4\.0|Zlib)( (OR|AND) [\w.-]+)*\)?$/;

/** Packages whose package.json names no licence, read by us: what their files say. */
const READ_BY_US: Record<string, string> = {};

/** Several copies cost 36 MB, and classes of one are not those of the other. */
it('installs @graphql-tools/utils once', () => {
  const lock = JSON.parse(readFileSync(new URL('../../package-lock.json', import.meta.url), 'utf8')) as Lock;
  const copies = Object.keys(lock.packages).filter((path) =>
    path.endsWith('node_modules/@graphql-tools/utils'),
  );
  expect(copies).toEqual(['node_modules/@graphql-tools/utils']);
});

// The benchmark's package is left out: it compares with a product under the Elastic licence.
it.each(['package-lock.json', 'tests/browser/packages/package-lock.json'])(
  '%s installs nothing under a licence that is not free',
  (file) => {
    const lock = JSON.parse(readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8')) as Lock;
    const others = Object.entries(lock.packages)
      .filter(([path]) => path !== '')
      .map(([path, { license }]) => [path.replace(/^.*node_modules\//, ''), license] as const)
      .filter(([name, licence]) => !FREE.test(licence ?? READ_BY_US[name] ?? 'none named'));
    expect(others).toEqual([]);
  },
);
