// `npm start`: prepares the checkout, then runs the gateway in the same process, so that signals reach one process.
import { existsSync } from 'node:fs';
import { checkNode, endOfLife, prepare } from './prepare.mjs';

// Other programs may read what these commands print.
const COMMANDS = ['access', 'import', 'sql', 'help'];
const quiet = process.argv.some(
  (argument, index) =>
    ['--help', '-h', '--version', '-V'].includes(argument) ||
    // A word after a flag is its value.
    (COMMANDS.includes(argument) && !process.argv[index - 1].startsWith('--')),
);
try {
  checkNode();
  const warning = endOfLife(process.versions.node, new Date());
  if (warning && !quiet) process.stderr.write(`${warning}\n`);
  // Variables that are already set override the file.
  if (existsSync('.env')) process.loadEnvFile('.env');
  await prepare({ quiet });
} catch (error) {
  if (error.name !== 'PrepareError') throw error;
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
}
await import('../../dist/program/main.js');
