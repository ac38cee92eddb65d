// `npm test`: makes what is missing, then runs tests. Arguments go to jest: `npm test -- limits`; but for `--unit`, which
// runs pure tests alone, and `--depth=10`, which sets DEPTH, the size of tests that generate what they do.
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { prepare } from '../gateway/launcher/prepare.mjs';

const DEPTH = /^--depth=(.+)$/;
const given = process.argv.slice(2);
const depth = given.map((arg) => DEPTH.exec(arg)?.[1]).find(Boolean) ?? process.env.DEPTH;
const args = given.filter((arg) => !DEPTH.test(arg) && arg !== '--unit');
// Last: what follows it would count as projects.
if (given.includes('--unit')) args.push('--selectProjects', 'unit');

await prepare();
const root = fileURLToPath(new URL('..', import.meta.url));
const jest = spawn(
  process.execPath,
  [
    '--experimental-vm-modules',
    '--import=./tests/connections.mjs',
    '--disable-warning=ExperimentalWarning',
    // Of pg, about TypeORM's schema builder, which the drift test alone uses.
    '--disable-warning=DeprecationWarning',
    'node_modules/jest/bin/jest.js',
    '--config=tests/jest.config.mjs',
    ...args,
  ],
  { cwd: root, stdio: 'inherit', env: { ...process.env, ...(depth === undefined ? {} : { DEPTH: depth }) } },
);
jest.on('close', (code) => process.exit(code ?? 1));
