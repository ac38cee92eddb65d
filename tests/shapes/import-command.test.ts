import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, it } from '@jest/globals';
import { Workplace } from '../support/workplace.js';

// `npm run import` on a database of its own, which no program serves: the command does the work itself.

const workplace = new Workplace();
afterAll(() => workplace.clear());

const env = { DATA_DIR: workplace.loaded(), SECRET: process.env.TEST_SECRET! };
const folder = workplace.directory();
const file = join(folder, 'twins.csv');
const toDecide = `${file}.to-decide.csv`;
const run = (...args: string[]) => workplace.run(env, ['import', ...args]);
const idIn = (output: string) => /import ([0-9a-f-]{36})/.exec(output)![1]!;

it('shows what would become of a file, takes decisions, enters it and takes it back', async () => {
  writeFileSync(
    file,
    'ref;commune;code postal;partenaire;pays;statut\n' +
      'a;LYON;69001;Ségbana;Bénin;En cours\n' +
      'b;Saint-Denis;;Abomey;Bénin;En cours\n' +
      'c;Grenoble;38000;;Bénin;En cours\n',
  );
  const tried = await run(file, '--licence', 'etalab-2.0', '--dry-run');
  expect(tried.output).toMatch(/1 {2}would be created/);
  expect(tried.output).toMatch(/1 {2}ambiguous/);
  expect(tried.output).toMatch(/1 {2}refused/);
  expect(tried.code).toBe(0);
  const id = idIn(tried.output);

  const lines = readFileSync(toDecide, 'utf8').split('\r\n');
  expect(lines[0]).toMatch(/^\ufeffdecision;reason;candidates;key;row;candidate ids;ref;commune/);
  expect(lines.join('\n')).toContain('2 = Saint-Denis (COMMUNE, 93)');
  const filledIn = lines.join('\r\n').replace(/\r\n;("*Saint-Denis)/, '\r\n2;$1');
  writeFileSync(toDecide, filledIn);
  const current = readdirSync('.').sort();
  const applied = await run('--resume', id, '--decisions', toDecide);
  expect(applied.output).toMatch(/2 {2}created/);
  expect(applied.output).toMatch(/1 {2}refused, not entered/);
  expect(applied.code).toBe(0);
  // What is left to decide goes beside the decisions, which stay as they were filled in.
  expect(readFileSync(toDecide, 'utf8')).toBe(filledIn);
  const left = `${file}.to-decide-2.csv`;
  expect(applied.output).toContain(left);
  expect(readFileSync(left, 'utf8')).toContain('Grenoble');
  expect(readFileSync(left, 'utf8')).not.toContain('Saint-Denis');
  expect(readdirSync('.').sort()).toEqual(current);

  const again = await run(file, '--licence', 'etalab-2.0');
  expect(again.output).toMatch(/2 {2}unchanged/);
  expect(again.output).not.toMatch(/\d {2}created/);

  const undone = await run('--undo', id);
  expect(undone.output).toContain(`undone (import ${id})`);
  expect(undone.code).toBe(0);
}, 600_000);

it('refuses a wrong command line, and a file that it cannot read, in words', async () => {
  expect((await run(file)).output).toContain('under which licence');
  expect((await run()).output).toContain('give a file, --resume <id> or --undo <id>');
  const missing = join(folder, 'missing.csv');
  expect(existsSync(missing)).toBe(false);
  const { output, code } = await run(missing, '--licence', 'etalab-2.0');
  expect(output).toContain('missing.csv cannot be read');
  expect(code).toBe(1);
}, 600_000);
