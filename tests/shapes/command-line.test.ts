import { spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Workplace } from '../support/workplace.js';

const START = fileURLToPath(new URL('../../../gateway/launcher/start.mjs', import.meta.url));
const workplace = new Workplace();
afterAll(() => workplace.clear());

interface Ended {
  code: number | null;
  stdout: string;
  stderr: string;
  milliseconds: number;
}

/** Runs `npm start -- …` in a directory of its own with this .env. */
function npmStart(args: readonly string[], env: Record<string, string> = {}, dotEnv = ''): Promise<Ended> {
  const cwd = workplace.directory();
  writeFileSync(`${cwd}/.env`, dotEnv);
  const began = Date.now();
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [START, ...args], {
      cwd,
      env: { PATH: process.env.PATH ?? '', HOME: process.env.HOME ?? '', ...env },
    });
    let [stdout, stderr] = ['', ''];
    child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
    child.once('error', reject);
    child.once('close', (code) =>
      resolve({
        code,
        stdout,
        // Without the warning about an old version of Node.js, which has a test of its own.
        stderr: stderr.replace(/^Node\.js \d+ reached its end of life.*\n/, ''),
        milliseconds: Date.now() - began,
      }),
    );
  });
}

it('--version prints the version, and nothing else', async () => {
  const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
  expect(await npmStart(['--version'])).toMatchObject({ code: 0, stdout: `${version}\n`, stderr: '' });
});

it('--help prints all commands and settings, without the time that it takes to load the graph', async () => {
  const { code, stdout, stderr, milliseconds } = await npmStart(['--help']);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  for (const part of [
    '--port <port>',
    '(default: 4000)',
    'load',
    'rebuild',
    'access',
    'SECRET, SECRET_PREVIOUS, METRICS_TOKEN',
  ])
    expect(stdout).toContain(part);
  // Half a second on an idle machine; the time of a start is several times that.
  expect(milliseconds).toBeLessThan(10_000);
});

it.each([
  [['serve'], "error: unknown command 'serve'"],
  [['--prot', '4001'], "error: unknown option '--prot'\n(Did you mean --port?)"],
  [['load', '--forec'], "error: unknown option '--forec'"],
])('%j is refused with the usage, on standard error', async (args, message) => {
  const { code, stdout, stderr } = await npmStart(args);
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  expect(stderr.startsWith(message)).toBe(true);
  expect(stderr).toMatch(/^Usage: npm start -- /m);
});

describe('a flag overrides the environment, which overrides .env', () => {
  const taken = [createServer(), createServer(), createServer()];
  let ports: string[] = [];
  beforeAll(async () => {
    for (const server of taken) await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    ports = taken.map((server) => String((server.address() as AddressInfo).port));
  });
  afterAll(() => void taken.map((server) => server.close()));

  /** The message of a start whose port is taken names the port and its source. */
  const refusal = (port: string, source: string) => ({
    code: 1,
    stderr: `Port ${port} on 127.0.0.1 is taken: stop what uses it, or set ${source} to another one.\n`,
  });

  it('.env', async () =>
    expect(await npmStart([], {}, `PORT=${ports[0]}`)).toMatchObject(refusal(ports[0]!, 'PORT')));
  it('the environment', async () =>
    expect(await npmStart([], { PORT: ports[1]! }, `PORT=${ports[0]}`)).toMatchObject(
      refusal(ports[1]!, 'PORT'),
    ));
  it('a flag', async () =>
    expect(await npmStart(['--port', ports[2]!], { PORT: ports[1]! }, `PORT=${ports[0]}`)).toMatchObject(
      refusal(ports[2]!, '--port'),
    ));
  it('the message for an invalid value names its source', async () =>
    expect(await npmStart(['--port', 'x'], { MAX_COST: 'y' })).toMatchObject({
      code: 1,
      stderr:
        '--port is "x": expected a whole number from 0 to 65535, such as 4000.\n' +
        'MAX_COST is "y": expected a whole number from 1 to 1000000000, such as 50000.\n',
    }));
});

describe('a version of Node.js without security fixes', () => {
  it('is reported with its end of life', async () => {
    const { endOfLife } = (await import(
      new URL('../../../gateway/launcher/prepare.mjs', import.meta.url).href
    )) as {
      endOfLife(version: string, now: Date): string | undefined;
    };
    const at = (version: string, day: string) => endOfLife(version, new Date(day));
    expect(at('20.20.2', '2026-05-01')).toMatch(/^Node\.js 20 reached its end of life on 2026-04-30 .*\.$/);
    expect(at('20.20.2', '2026-04-30')).toBeUndefined();
    expect(at('24.1.0', '2026-11-29')).toBeUndefined();
    expect(at('99.0.0', '2026-11-29')).toBeUndefined();
  });
});
