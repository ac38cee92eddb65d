// Installs packages that only some runs need in `.data`, at the first such run: `npm install` of the project has none of
// them. Plain JavaScript, because the benchmark runs it before the build. Tests run it as a program: `node
// tests/install-packages.mjs <folder with package.json and package-lock.json> <folder in .data>`.
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * Installs the packages of a package-lock.json, unless they are installed.
 * @param {string} source folder with package.json and package-lock.json
 * @param {string} target folder outside the sources, so that tools do not read the packages as sources
 * @param {() => void} [before] called before an installation
 * @throws {Error} with the output of npm when it fails, for example without access to the registry
 */
export function installPackages(source, target, before = () => {}) {
  const stamp = join(target, 'node_modules/.installed');
  const lock = readFileSync(join(source, 'package-lock.json'), 'utf8');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return;
  before();
  mkdirSync(target, { recursive: true });
  for (const file of ['package.json', 'package-lock.json']) cpSync(join(source, file), join(target, file));
  const options = ['ci', '--no-audit', '--no-fund', '--ignore-scripts', '--loglevel=error'];
  const { status, stderr, error } = spawnSync('npm', options, {
    cwd: target,
    encoding: 'utf8',
    shell: process.platform === 'win32',
  });
  if (status !== 0)
    throw new Error(`npm cannot install ${join(source, 'package.json')}: ${error?.message ?? stderr.trim()}`);
  writeFileSync(stamp, lock);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [source, target] = process.argv.slice(2);
  try {
    installPackages(source, target);
  } catch (error) {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  }
}
