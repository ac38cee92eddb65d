import { expect, it } from '@jest/globals';
import type { QueryRunner } from 'typeorm';
import { cooperations } from '../index.js';
import { statedEndOf } from './stated-end.js';

const flat = (text: string) => text.replaceAll(/\s+/g, ' ');

/** Statements of each migration, in their order. */
async function statements(): Promise<string[]> {
  const run: string[] = [];
  const runner = { query: (text: string) => Promise.resolve(void run.push(text)) } as unknown as QueryRunner;
  for (const Migration of cooperations.migrations) await new Migration().up(runner);
  return run;
}

it('the data contract repeats the expression of the last day', async () => {
  const views = (await statements())
    .flatMap((text) => text.split(/(?=CREATE (?:OR REPLACE )?VIEW )/))
    .filter((text) => /^CREATE (?:OR REPLACE )?VIEW contract_partnership /.test(text));
  expect(views.length).toBeGreaterThan(1);
  expect(flat(views.at(-1)!)).toContain(`'statedEnd', ${flat(statedEndOf('t').text)},`);
});
