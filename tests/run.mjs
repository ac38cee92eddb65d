// `npm test`: prepares the checkout, then runs tests. Arguments go to jest (`npm test -- limits`), except `--unit`, which
// runs only pure tests, `--depth=10`, which sets DEPTH, the size of generated tests, and `--lts`, which runs the tests, and
// all programs that they start, on the active LTS of Node.js.
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { prepare } from '../gateway/launcher/prepare.mjs';
import { activeLts } from './lts/node.mjs';

const DEPTH = /^--depth=(.+)$/;
const argv = process.argv.slice(2);
const depth = argv.map((arg) => DEPTH.exec(arg)?.[1]).find(Boolean) ?? process.env.DEPTH;
const args = argv.filter((arg) => !DEPTH.test(arg) && arg !== '--unit' && arg !== '--lts');
// Last, because jest takes all arguments after it as projects.
if (argv.includes('--unit')) args.push('--selectProjects', 'unit');

await prepare();
const node = argv.includes('--lts') ? activeLts() : process.execPath;
const root = fileURLToPath(new URL('..', import.meta.url));
const jest = spawn(
  node,
  [
    '--experimental-vm-modules',
    '--import=./tests/connections.mjs',
    '--disable-warning=ExperimentalWarning',
    // The deprecation warning of pg about TypeORM's schema builder, which only the drift test uses.
    '--disable-warning=DeprecationWarning',
    'node_modules/jest/bin/jest.js',
    '--config=tests/jest.config.mjs',
    ...args,
  ],
  {
    cwd: root,
    stdio: 'inherit',
    // Without the development checks of graphql-js, which take a third of the time of the oracles.
    env: { ...process.env, NODE_ENV: 'production', ...(depth === undefined ? {} : { DEPTH: depth }) },
  },
);
jest.on('close', (code) => process.exit(code ?? 1));
