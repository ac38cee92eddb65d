import { spawn, type ChildProcess } from 'node:child_process';
import { cpSync, existsSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, it } from '@jest/globals';
import { processTable } from '../../services/embedded-postgres/process-table.js';
import { Workplace, eventually, isAlive, postmasterOf, statusOf } from '../support/workplace.js';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const LIMIT_MS = 240_000;
const workplace = new Workplace();
let dev: ChildProcess | undefined;
afterAll(async () => {
  if (dev?.exitCode === null) {
    const ended = new Promise((resolve) => dev!.once('close', resolve));
    dev.kill('SIGTERM');
    await ended;
  }
  await workplace.clear();
});

/** A checkout to edit, without the tests; node_modules is shared. */
function copyOfCheckout(): string {
  const copy = join(workplace.directory(), 'checkout');
  for (const name of ['package.json', 'package-lock.json', 'tsconfig.json', 'services', 'gateway', 'schema'])
    cpSync(join(ROOT, name), join(copy, name), {
      recursive: true,
      filter: (source) => !source.endsWith('.test.ts'),
    });
  symlinkSync(join(ROOT, 'node_modules'), join(copy, 'node_modules'));
  return copy;
}

it(
  'npm run dev restarts the program when it compiles, keeps the database, and ends with everything',
  async () => {
    const checkout = copyOfCheckout();
    const dataDir = workplace.loaded();
    dev = spawn(process.execPath, ['gateway/launcher/dev.mjs', '--port', '0', '--data-dir', dataDir], {
      cwd: checkout,
      env: {
        PATH: process.env.PATH ?? '',
        HOME: process.env.HOME ?? '',
        SECRET: process.env.TEST_SECRET!,
        LOG_LEVEL: 'silent',
      },
    });
    let output = '';
    for (const stream of [dev.stdout!, dev.stderr!])
      stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
    const exited = new Promise<number | null>((resolve) => dev!.once('close', (code) => resolve(code)));
    const printed = async (pattern: RegExp): Promise<string> => {
      await eventually(true, () => pattern.test(output) || dev!.exitCode !== null, LIMIT_MS);
      const found = output.match(pattern);
      if (!found) throw new Error(`dev ended before it printed ${pattern}:\n${output}`);
      return found[1] ?? '';
    };
    const edit = (file: string, change: (text: string) => string) => {
      const path = join(checkout, file);
      writeFileSync(path, change(readFileSync(path, 'utf8')));
    };

    const first = await printed(/Graph {2}(http:\S+)\/graphql/);
    const postmaster = postmasterOf(dataDir)!;
    expect(isAlive(postmaster)).toBe(true);

    // Sources that do not compile leave the program running.
    edit('gateway/settings/log.ts', (text) => `${text}export const wrong: number = 'text';\n`);
    await printed(
      /gateway\/settings\/log\.ts.*TS2322[^]*dev: 1 errors? \(above\): the program keeps running as it was/,
    );
    expect(await statusOf(first, '/readiness')).toBe(200);

    // Sources that compile again restart the program, on the same database.
    output = '';
    edit(
      'gateway/settings/log.ts',
      (text) => `${text.replace("number = 'text'", 'number = 1')}console.log('changed');\n`,
    );
    await printed(/changed\n/);
    const second = await printed(/Graph {2}(http:\S+)\/graphql/);
    expect(await statusOf(second, '/readiness')).toBe(200);
    await expect(statusOf(first, '/readiness')).rejects.toThrow('fetch failed');
    expect(postmasterOf(dataDir)).toBe(postmaster);
    // An interrupted watch must not count as a build.
    expect(existsSync(join(checkout, 'dist/.build'))).toBe(false);

    dev.kill('SIGINT');
    expect(await exited).toBe(0);
    expect(output).toMatch(/dev: stopped\n$/);
    expect(isAlive(postmaster)).toBe(false);
    const left = processTable().filter(({ argv }) => argv.some((argument) => argument.includes(checkout)));
    expect(left).toEqual([]);
  },
  4 * LIMIT_MS,
);

it(
  'npm run dev ends with the reason when its database cannot be opened',
  async () => {
    const { code, output } = await new Promise<{ code: number | null; output: string }>((resolve) => {
      dev = spawn(process.execPath, ['gateway/launcher/dev.mjs'], {
        cwd: copyOfCheckout(),
        env: { PATH: process.env.PATH ?? '', HOME: process.env.HOME ?? '', PORT: 'abc' },
      });
      let printed = '';
      for (const stream of [dev.stdout!, dev.stderr!])
        stream.on('data', (chunk: Buffer) => (printed += chunk.toString()));
      dev.once('close', (exitCode) => resolve({ code: exitCode, output: printed }));
    });
    expect(output).toMatch(/PORT[^]*dev: stopped\n$/);
    expect(code).toBe(1);
  },
  LIMIT_MS,
);
