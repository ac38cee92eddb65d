// `npm start`: makes what is missing, then runs the gateway in this same process, so that signals meet one process.
import { existsSync } from 'node:fs';
import { checkNode, endOfLife, prepare } from './prepare.mjs';

// Programs read what these print.
const quiet = process.argv.some((argument) =>
  ['access', 'sql', 'help', '--help', '-h', '--version', '-V'].includes(argument),
);
try {
  checkNode();
  const ended = endOfLife(process.versions.node, new Date());
  if (ended && !quiet) process.stderr.write(`${ended}\n`);
  // What is already in the environment wins over the file.
  if (existsSync('.env')) process.loadEnvFile('.env');
  await prepare({ quiet });
} catch (error) {
  if (error.name !== 'PrepareError') throw error;
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
}
await import('../../dist/gateway/app/main.js');
