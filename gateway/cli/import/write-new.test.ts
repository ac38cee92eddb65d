import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from '@jest/globals';
import { writeNew } from './write-new.js';

const folder = mkdtempSync(join(tmpdir(), 'write-new-'));
afterAll(() => rmSync(folder, { recursive: true }));

it('numbers files whose name is taken, and overwrites none', async () => {
  const name = join(folder, 'twins.csv.to-decide');
  const paths = [];
  for (const content of ['filled in', 'second', 'third']) paths.push(await writeNew(name, '.csv', content));
  expect(paths).toEqual([`${name}.csv`, `${name}-2.csv`, `${name}-3.csv`]);
  expect(paths.map((path) => readFileSync(path, 'utf8'))).toEqual(['filled in', 'second', 'third']);
  expect(readdirSync(folder)).toHaveLength(3);
});

it('fails where nothing can be written', async () => {
  await expect(writeNew(join(folder, 'missing', 'x'), '.csv', '')).rejects.toThrow('ENOENT');
});
