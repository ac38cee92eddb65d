import { execFile } from 'node:child_process';
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const run = promisify(execFile);
const { linter } = (await import(pathToFileURL(join(ROOT, 'tests/lint.mjs')).href)) as {
  linter(): { program: string; env: NodeJS.ProcessEnv };
};
let directory: string;
beforeAll(() => void (directory = realpathSync(mkdtempSync(join(tmpdir(), 'passerelle-check-')))));
afterAll(() => rmSync(directory, { recursive: true }));

describe('the rules of the linter', () => {
  /** Rules that this module breaks, by the configuration of the project. */
  async function brokenBy(source: string): Promise<string[]> {
    writeFileSync(join(directory, 'module.ts'), source);
    writeFileSync(
      join(directory, 'tsconfig.json'),
      JSON.stringify({
        extends: join(ROOT, 'tsconfig.json'),
        compilerOptions: { types: [], rootDir: '.' },
        include: ['*.ts'],
      }),
    );
    const args = ['--config', join(ROOT, '.oxlintrc.json'), '--tsconfig', 'tsconfig.json', '-f', 'json', '.'];
    const { program, env } = linter();
    const { stdout } = await run(program, args, { cwd: directory, env }).catch(
      (error: { code: number; stdout: string; stderr: string }) => {
        // Exit code 1: violations were found.
        if (error.code !== 1) throw new Error(error.stderr || error.stdout);
        return error;
      },
    );
    return (JSON.parse(stdout) as { diagnostics: { code: string }[] }).diagnostics
      .map(({ code }) => code)
      .sort();
  }

  it.each([
    [
      'a promise that nobody awaits',
      'export function f(p: Promise<void>): void {\n  p;\n}\n',
      'typescript(no-floating-promises)',
    ],
    [
      'a promise where nobody waits for one',
      'export const f = (on: (g: () => void) => void, p: Promise<void>): void => on(async () => p);\n',
      'typescript(no-misused-promises)',
    ],
    ['unused code', 'export function f(): void {\n  const unused = 1;\n}\n', 'eslint(no-unused-vars)'],
    [
      'a shadowed name',
      'const name = 1;\nexport const f = (name: number): number => name;\nexport const g = name;\n',
      'eslint(no-shadow)',
    ],
  ])('find %s', async (_, source, rule) => expect(await brokenBy(source)).toContain(rule));

  it('leave other modules alone', async () =>
    expect(await brokenBy('export const f = async (p: Promise<void>): Promise<void> => await p;\n')).toEqual(
      [],
    ));
});

describe('npm run check', () => {
  it('refuses an unknown check, with the usage', async () =>
    await expect(run(process.execPath, [join(ROOT, 'tests/check.mjs'), 'lnit'])).rejects.toMatchObject({
      code: 1,
      stderr: 'There is no check lnit.\nUsage: npm run check -- [types format lint licences]\n',
    }));
});
