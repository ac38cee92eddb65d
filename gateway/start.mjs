// `npm start`: makes what is missing, then runs the gateway in this same process, so that signals meet one process.
import { existsSync } from 'node:fs';
import { checkNode, prepare } from './prepare.mjs';

try {
  checkNode();
  // What is already in the environment wins over the file.
  if (existsSync('.env')) process.loadEnvFile('.env');
  // Answers of `access` and `sql` may be read by a program.
  await prepare({ quiet: ['access', 'sql'].includes(process.argv[2]) });
} catch (error) {
  if (error.name !== 'PrepareError') throw error;
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
}
// graphql-js is faster without its checks for developers of schemas, on which it decides when it is loaded.
const { NODE_ENV } = process.env;
process.env.NODE_ENV ??= 'production';
await import('graphql');
if (NODE_ENV === undefined) delete process.env.NODE_ENV;
await import('../dist/gateway/main.js');
