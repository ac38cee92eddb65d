// `npm test`: makes what is missing, then runs every test. Arguments go to jest: `npm test -- limits`.
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { prepare } from '../gateway/launcher/prepare.mjs';

await prepare();
const root = fileURLToPath(new URL('..', import.meta.url));
const jest = spawn(
  process.execPath,
  [
    '--experimental-vm-modules',
    '--disable-warning=ExperimentalWarning',
    // Of pg, about TypeORM's schema builder, which the drift test alone uses.
    '--disable-warning=DeprecationWarning',
    'node_modules/jest/bin/jest.js',
    '--config=tests/jest.config.mjs',
    '--runInBand',
    ...process.argv.slice(2),
  ],
  { cwd: root, stdio: 'inherit' },
);
jest.on('close', (code) => process.exit(code ?? 1));
