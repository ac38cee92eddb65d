// `npm run check`: checks types, format, lint and licences, without a database; arguments select some: `npm run check -- lint`.
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { prepare } from '../gateway/launcher/prepare.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const CHECKS = ['types', 'format', 'lint', 'licences'];

const chosen = process.argv.slice(2);
const unknown = chosen.filter((name) => !CHECKS.includes(name));
if (unknown.length) {
  console.error(`There is no check ${unknown.join(', ')}.\nUsage: npm run check -- [${CHECKS.join(' ')}]`);
  process.exit(1);
}

/** Runs `npm run check:<name>`. @returns whether it passed */
function run(name) {
  const startedAt = Date.now();
  return new Promise((resolve, reject) => {
    const npm = process.env.npm_execpath ? [process.execPath, process.env.npm_execpath] : ['npm'];
    const [command, ...args] = [...npm, 'run', '--silent', `check:${name}`];
    const child = spawn(command, args, { cwd: root, stdio: 'inherit', shell: process.platform === 'win32' });
    child.once('error', reject);
    child.once('close', (code) => {
      const seconds = ((Date.now() - startedAt) / 1000).toFixed(1);
      console.log(`${code === 0 ? 'ok    ' : 'FAILED'} ${name} (${seconds} s)`);
      resolve(code === 0);
    });
  });
}

try {
  await prepare({ build: false });
} catch (error) {
  if (error.name !== 'PrepareError') throw error;
  console.error(error.message);
  process.exit(1);
}
const failed = [];
for (const name of chosen.length ? chosen : CHECKS) if (!(await run(name))) failed.push(name);
if (failed.length) {
  console.error(`npm run check failed: ${failed.join(', ')} (npm run format corrects the format).`);
  process.exit(1);
}
