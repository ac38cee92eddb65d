// `npm run dev`: compiles on every edit and restarts the program after each successful compilation; its database keeps
// running. Plain JavaScript, because it also runs while the sources do not compile.
import { spawn } from 'node:child_process';
import { existsSync, rmSync, watch } from 'node:fs';
import { createInterface } from 'node:readline';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { stripVTControlCharacters } from 'node:util';
import { buildStamp, prepare } from './prepare.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const args = process.argv.slice(2);
const say = (line) => process.stdout.write(`dev: ${line}\n`);

/** How long the program may take to stop before it is killed, in milliseconds. */
const STOP_MS = 5_000;
/** Quiet time after the last change of a data or schema file before a restart, in milliseconds. */
const SETTLE_MS = 500;
/** Quiet time after a compilation before a restart, in milliseconds: an editor may write a file in two steps. */
const COMPILED_MS = 150;

let compiler;
let compiled;
/** The database, which outlives the program; its `env` leads the program to it. */
let database;
let program;
/** The restart that is running, if any; `isDue` asks for another one after it. */
let restarting;
let isDue = false;
let stopping;

/** Starts a process in its own group: Ctrl-C reaches only this process, which then ends the others in order. */
function run(command, parameters, options) {
  return spawn(command, parameters, { cwd: root, detached: true, ...options });
}

/** Ends a process and its children. @returns when it has ended */
async function end(child, withinMs = STOP_MS) {
  if (!child || child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  signal(child, 'SIGTERM');
  const timer = setTimeout(() => signal(child, 'SIGKILL'), withinMs);
  await ended;
  clearTimeout(timer);
}

function signal(child, name) {
  try {
    if (process.platform === 'win32') child.kill(name);
    else process.kill(-child.pid, name);
  } catch (error) {
    // ESRCH: the process has ended meanwhile.
    if (error.code !== 'ESRCH') throw error;
  }
}

// Compiling

function compile() {
  const pretty = process.stdout.isTTY ? ['--pretty'] : [];
  compiler = run(
    process.execPath,
    [join(root, 'node_modules/typescript/bin/tsc'), '--watch', '--preserveWatchOutput', ...pretty],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
  for (const stream of [compiler.stdout, compiler.stderr])
    createInterface({ input: stream }).on('line', (line) => onCompilerLine(line));
  compiler.once('exit', (code) => {
    if (!stopping) void stop(`the compiler ended (${code})`, 1);
  });
}

function onCompilerLine(line) {
  const text = stripVTControlCharacters(line);
  if (/Starting (incremental )?compilation/.test(text)) {
    clearTimeout(compiled);
    // Without the stamp, the next `npm start` or `npm test` compiles everything: this compilation may be interrupted.
    rmSync(buildStamp, { force: true });
    return;
  }
  const found = text.match(/Found (\d+) errors?\. Watching/);
  if (found?.[1] === '0') {
    compiled = setTimeout(() => restart('compiled'), COMPILED_MS);
    return;
  }
  if (found) {
    const rest = program
      ? 'the program keeps running as it was'
      : 'the program starts when they are corrected';
    return say(`${found[1]} errors (above): ${rest}`);
  }
  if (text.trim()) process.stdout.write(`${line}\n`);
}

// Running

function restart(reason) {
  isDue = true;
  restarting ??= (async () => {
    while (isDue && !stopping) {
      isDue = false;
      await end(program);
      program = undefined;
      if (!stopping) await start(reason);
    }
  })()
    // Not awaited: stopping waits for this restart.
    .catch((error) => void stop(error.message, 1))
    .finally(() => (restarting = undefined));
}

async function start(reason) {
  database ??= await (await import('../../dist/gateway/app/dev-database.js')).openDevDatabase(args);
  if (stopping) return;
  say(`${reason}, starting the program`);
  const child = run(process.execPath, ['dist/gateway/app/main.js', ...args], {
    stdio: ['ignore', 'inherit', 'inherit'],
    // A short grace period, since an open connection would delay the restart; the caller's environment overrides it.
    env: { SHUTDOWN_GRACE_MS: '500', ...process.env, ...database.env },
  });
  program = child;
  child.once('exit', (code, name) => {
    if (program !== child || stopping || restarting) return;
    program = undefined;
    say(`the program ended (${name ?? code}); it starts again after the next change`);
  });
}

/** Restarts on a change of files that the program reads at its start: generated schemas (`npm run schema`) and data. */
function watchFiles() {
  let timer;
  const changed = (isRead) => (_, name) => {
    if (!isRead(String(name).replaceAll('\\', '/'))) return;
    clearTimeout(timer);
    timer = setTimeout(() => program && restart('schema or data changed'), SETTLE_MS);
  };
  watch(
    join(root, 'schema'),
    { recursive: true },
    changed((name) => name.endsWith('.graphql')),
  );
  watch(
    join(root, 'services'),
    { recursive: true },
    changed((name) => /\/data\/.*\.json$/.test(name)),
  );
}

// Stopping

async function stop(reason, code) {
  if (stopping) return process.exit(130);
  stopping = true;
  say(`${reason}: stopping…`);
  await Promise.all([end(program, 10_000), end(compiler, 1_000)]);
  await restarting;
  await end(program, 10_000);
  await database?.close();
  say('stopped');
  process.exit(code);
}

process.on('exit', () => {
  for (const child of [compiler, program]) if (child?.exitCode === null) signal(child, 'SIGKILL');
});
for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(name, () => void stop(name, 0));
try {
  if (existsSync('.env')) process.loadEnvFile('.env');
  await prepare({ build: false });
  watchFiles();
  compile();
} catch (error) {
  if (error.name !== 'PrepareError') throw error;
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
}
