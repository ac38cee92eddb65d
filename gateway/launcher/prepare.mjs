// Installs the dependencies and compiles the sources. Plain JavaScript without dependencies: it runs before there are any.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  rmdirSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const at = (...names) => join(root, ...names);

/** A preparation that failed. The message is for the operator; the stack would not help. */
export class PrepareError extends Error {
  name = 'PrepareError';
}

/**
 * Installs the packages of package-lock.json and compiles the sources, each only when necessary.
 * @param {{ quiet?: boolean, build?: boolean }} [options] quiet: prints no progress; build: false only installs, with the
 * development dependencies
 * @throws {PrepareError} with what the operator can do
 */
export async function prepare({ quiet = false, build: shouldBuild = true } = {}) {
  checkNode();
  try {
    if (!isInstalled() || !(shouldBuild ? isBuilt() : hasTools())) await makeReady(quiet, shouldBuild);
  } catch (error) {
    if (!['EACCES', 'EPERM', 'EROFS', 'ENOSPC'].includes(error.code)) throw error;
    const reason = error.code === 'ENOSPC' ? 'the disk is full' : 'this user may not write there';
    throw new PrepareError(
      `${root} cannot be made ready (${error.path}: ${reason}): change that, then start again.`,
    );
  }
}

async function makeReady(quiet, shouldBuild) {
  const say = (line) => quiet || process.stdout.write(`${line}\n`);
  const unlock = await lock(say);
  try {
    if (!isInstalled()) await install(say);
    if (shouldBuild && isBuilt()) return;
    if (!hasTools()) await install(say);
    if (shouldBuild) await build(say);
  } finally {
    unlock();
  }
}

export function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  throw new PrepareError(
    `This is Node.js ${process.versions.node}, and Passerelle needs 20.19 or later: install a current version from https://nodejs.org.`,
  );
}

/** End of life of the release lines of Node.js: https://github.com/nodejs/release#release-schedule. */
const LAST_DAYS = {
  20: '2026-04-30',
  21: '2024-06-01',
  22: '2027-04-30',
  23: '2025-06-01',
  24: '2028-04-30',
  25: '2026-06-01',
};

/**
 * Warns of a version of Node.js that gets no security fixes any more.
 * @param {string} version such as 20.19.0
 * @param {Date} now
 * @returns {string | undefined} one line for the operator; undefined while the version is maintained
 */
export function endOfLife(version, now) {
  const major = version.split('.')[0];
  const last = LAST_DAYS[major];
  if (last === undefined || now.toISOString().slice(0, 10) <= last) return undefined;
  return `Node.js ${major} reached its end of life on ${last} and gets no security fixes: it still runs Passerelle, but install a current version from https://nodejs.org.`;
}

// Dependencies

const installedStamp = at('node_modules/.passerelle-lock');

function isInstalled() {
  const lockHash = hashOf(readFileSync(at('package-lock.json')));
  if (read(installedStamp) === lockHash) return true;
  if (!installedByHand()) return false;
  writeIfPossible(installedStamp, lockHash);
  return true;
}

/** Whether npm's own record of node_modules agrees with package-lock.json. */
function installedByHand() {
  const record = read(at('node_modules/.package-lock.json'));
  if (!record) return false;
  const [locked, installed] = [read(at('package-lock.json')), record].map(
    (text) => JSON.parse(text).packages,
  );
  return Object.entries(locked).every(
    ([path, entry]) =>
      path === '' ||
      (installed[path]
        ? installed[path].version === entry.version && installed[path].integrity === entry.integrity
        : entry.optional),
  );
}

/** Whether the development dependencies are installed; `npm prune --omit=dev`, for example, removes them. */
const hasTools = () => existsSync(at('node_modules/typescript')) && existsSync(at('node_modules/esbuild'));

async function install(say) {
  say('Installing dependencies…');
  // A kill during the installation must not leave a record that claims it is complete.
  rmSync(installedStamp, { force: true });
  rmSync(at('node_modules/.package-lock.json'), { force: true });
  const npm = process.env.npm_execpath?.endsWith('npm-cli.js')
    ? [process.execPath, process.env.npm_execpath]
    : ['npm'];
  // The compiler is a development dependency, needed even where NODE_ENV is production.
  const options = ['ci', '--include=dev', '--no-audit', '--no-fund', '--ignore-scripts', '--loglevel=error'];
  const { code, output } = await run([...npm, ...options]);
  if (code !== 0) {
    throw new PrepareError(
      `Dependencies could not be installed; check that this machine reaches the npm registry, then start again.\n${output}`,
    );
  }
  writeIfPossible(installedStamp, hashOf(readFileSync(at('package-lock.json'))));
}

// Build

export const buildStamp = at('dist/.build');

function isBuilt() {
  const stamp = read(buildStamp);
  // An image may carry dist without the sources.
  return stamp !== null && (!existsSync(at('tsconfig.json')) || stamp === sourcesHash());
}

/** Hash of the contents, not the times: a copied or cloned checkout is not rebuilt because of its dates. */
function sourcesHash() {
  const files = ['tsconfig.json', 'package.json', 'package-lock.json', 'gateway/launcher/bundle.mjs'];
  for (const folder of ['services', 'gateway', 'schema', 'tests', 'docker']) {
    if (existsSync(at(folder))) files.push(...typescriptIn(folder));
  }
  const hash = createHash('sha256');
  for (const file of files) hash.update(`${file}\0`).update(readFileSync(at(file)));
  return hash.digest('hex');
}

function typescriptIn(folder) {
  return readdirSync(at(folder), { recursive: true })
    .map((name) => join(folder, String(name)))
    .filter((name) => /\.tsx?$/.test(name) && !name.includes('node_modules'))
    .sort();
}

async function build(say) {
  say('Building…');
  const hash = sourcesHash();
  // Without the stamp dist counts as not built: the state after a kill during the compilation.
  rmSync(buildStamp, { force: true });
  const { code, output } = await run([
    process.execPath,
    at('node_modules/typescript/bin/tsc'),
    '--listEmittedFiles',
  ]);
  if (code !== 0) {
    const errors = output.split('\n').filter((line) => !line.startsWith('TSFILE: '));
    throw new PrepareError(
      `The sources could not be compiled (\`npm run check:types\` shows all errors):\n${errors.slice(0, 20).join('\n')}`,
    );
  }
  const compiled = [...output.matchAll(/^TSFILE: (.+)$/gm)].map(([, file]) => relative(root, file.trim()));
  removeAllBut(new Set([...compiled, ...(await bundled())]));
  writeFileSync(buildStamp, hash);
}

/** Bundles the compiled program. @returns the written files */
async function bundled() {
  const { bundle } = await import('./bundle.mjs');
  try {
    return await bundle();
  } catch (error) {
    throw new PrepareError(`The compiled program could not be bundled:\n${error.message}`);
  }
}

/**
 * Removes files of deleted sources, which the test runner would still find. The compiler overwrites the others in place,
 * so that a server that runs from dist never misses a module; of the bundle, it has loaded what it needs when it is ready.
 */
function removeAllBut(emitted) {
  for (const name of readdirSync(at('dist'), { recursive: true })) {
    const file = join('dist', String(name));
    if (lstatSync(at(file), { throwIfNoEntry: false })?.isFile() && !emitted.has(file)) rmSync(at(file));
  }
}

// Lock: one preparation at a time

const lockPath = at('.data/preparing');

/** Takes the lock, a directory that only one process can create; a file in it names the pid of the owner. */
async function lock(say) {
  const path = lockPath;
  mkdirSync(dirname(path), { recursive: true });
  const mine = `${process.pid}-${startTime(process.pid)}`;
  for (let waited = 0; ; waited += 1) {
    try {
      mkdirSync(path);
      writeFileSync(join(path, mine), '');
      // Between the two calls, another process may have removed the empty directory as abandoned and created its own.
      if (readdirSync(path).length === 1) {
        const unlock = () => rmSync(path, { recursive: true, force: true });
        process.once('exit', unlock);
        return () => {
          process.off('exit', unlock);
          unlock();
        };
      }
      rmSync(join(path, mine), { force: true });
    } catch (error) {
      if (error.code !== 'EEXIST' && error.code !== 'ENOENT') throw error;
    }
    if (waited === 1) say('Waiting for another process that prepares the same checkout…');
    dropAbandoned(path, waited);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

function dropAbandoned(path, waited) {
  try {
    for (const name of readdirSync(path)) {
      const [pid, start] = name.split('-');
      // The file name belongs to one process for ever: removing it cannot affect a later owner.
      if (startTime(Number(pid)) !== start) rmSync(join(path, name), { force: true });
    }
    // Fails unless the directory is empty. An empty one may be new; after a second, it belongs to a killed process.
    if (waited % 5 === 4) rmdirSync(path);
  } catch {
    // The owner, or another waiting process, was faster.
  }
}

/** Start time, which distinguishes a process from a later one with the same pid; null without one, or for a zombie. */
function startTime(pid) {
  try {
    if (process.platform === 'linux') {
      const fields = readFileSync(`/proc/${pid}/stat`, 'latin1')
        .replace(/^.*\) /s, '')
        .split(' ');
      return fields[0] === 'Z' ? null : fields[19];
    }
    process.kill(pid, 0);
    return 'alive';
  } catch (error) {
    return error.code === 'EPERM' ? 'alive' : null;
  }
}

// Helpers

/**
 * Runs a program to its end; SIGINT and SIGTERM end it first, then this process. The lock names it, too: after a kill -9
 * of this process npm continues, and the next start has to wait for it instead of running a second one.
 */
function run([command, ...args]) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: process.platform === 'win32' && command === 'npm',
    });
    const forward = (signal) => {
      child.kill(signal);
      child.once('close', () => process.exit(signal === 'SIGINT' ? 130 : 143));
    };
    process.on('SIGINT', forward).on('SIGTERM', forward);
    const lockFile = join(lockPath, `${child.pid}-${startTime(child.pid)}`);
    if (child.pid) writeFileSync(lockFile, '');
    let output = '';
    child.stdout.on('data', (chunk) => (output += chunk));
    child.stderr.on('data', (chunk) => (output += chunk));
    child.on('error', (error) =>
      reject(
        new PrepareError(`${command} cannot be run (${error.code}): it comes with Node.js; check PATH.`),
      ),
    );
    child.on('close', (code) => {
      rmSync(lockFile, { force: true });
      process.off('SIGINT', forward).off('SIGTERM', forward);
      resolve({ code, output: output.trim() });
    });
  });
}

function hashOf(text) {
  return createHash('sha256').update(text).digest('hex');
}

function read(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}

/** Writes a stamp, which only saves time; a read-only checkout works without it. */
function writeIfPossible(file, text) {
  try {
    writeFileSync(file, text);
  } catch {
    // The next start checks again.
  }
}

// `npm run build` runs this file as a program.
if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    await prepare();
  } catch (error) {
    if (!(error instanceof PrepareError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(1);
  }
}
