// `npm run test:mutants`: puts each fault of mutants.mjs into a copy of dist, and expects tests to fail. `-- NAME` takes the
// faults whose name holds that text.
import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { prepare } from '../../gateway/launcher/prepare.mjs';
import { MUTANTS } from './mutants.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const wanted = process.argv[2] ?? '';
const mutants = MUTANTS.filter(({ name }) => name.includes(wanted));
if (!mutants.length) throw new Error(`No fault has a name with "${wanted}".`);

await prepare();
mkdirSync(join(root, '.data'), { recursive: true });
const copy = mkdtempSync(join(root, '.data/mutants-'));
process.on('exit', () => rmSync(copy, { recursive: true, force: true }));
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(1));
for (const name of ['node_modules', 'schema']) symlinkSync(join(root, name), join(copy, name));
const files = [
  'dist',
  'package.json',
  'tests/jest.config.mjs',
  'tests/longest-first.mjs',
  'tests/connections.mjs',
];
for (const name of files) cpSync(join(root, name), join(copy, name), { recursive: true });

const failures = [];
// Without a fault, all of them pass: else their failure would mean nothing.
const unchanged = await failedTests([...new Set(mutants.map(({ tests }) => tests))]);
if (unchanged.failed) failures.push(`Without a fault, ${unchanged.failed} tests fail:\n${unchanged.output}`);
else for (const mutant of mutants) await tryMutant(mutant);
for (const failure of failures) console.error(failure);
console.log(`${mutants.length - failures.length} of ${mutants.length} faults are caught.`);
process.exitCode = failures.length ? 1 : 0;

async function tryMutant({ name, file, from, to, tests }) {
  const path = join(copy, 'dist', file);
  const source = readFileSync(path, 'utf8');
  const count = source.split(from).length - 1;
  if (count !== 1) {
    failures.push(`${file} has ${count} times what "${name}" changes, not once: ${from}`);
    return;
  }
  writeFileSync(
    path,
    source.replace(from, () => to),
  );
  const { failed, output } = await failedTests([tests]);
  writeFileSync(path, source);
  if (failed) console.log(`caught by ${failed} tests: ${name}`);
  else failures.push(`Not caught: ${name}\n${output}`);
}

/** Runs tests in the copy. @returns the number of those that failed; 0 also when they could not run */
async function failedTests(tests) {
  const results = join(copy, 'results.json');
  rmSync(results, { force: true });
  const jest = spawn(
    process.execPath,
    [
      '--experimental-vm-modules',
      '--disable-warning=ExperimentalWarning',
      join(root, 'node_modules/jest/bin/jest.js'),
      '--config=tests/jest.config.mjs',
      '--json',
      `--outputFile=${results}`,
      '--selectProjects=unit',
      '--testPathPatterns',
      ...tests,
    ],
    { cwd: copy, env: { ...process.env, NODE_ENV: 'production' }, stdio: ['ignore', 'ignore', 'pipe'] },
  );
  let output = '';
  jest.stderr.on('data', (chunk) => (output += chunk));
  await new Promise((resolve, reject) => jest.on('close', resolve).on('error', reject));
  const { numFailedTests, numPassedTests } = JSON.parse(readFileSync(results, 'utf8'));
  if (!numFailedTests && !numPassedTests) throw new Error(`No test ran:\n${output}`);
  return { failed: numFailedTests, output };
}
