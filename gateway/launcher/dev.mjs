// `npm run dev`: compiles as one types, and starts the program again when it compiles; its database goes on running.
// Plain JavaScript, because it runs before, and beside, what does not compile.
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
/** How long data and schema files must have been left alone before a restart, in milliseconds. */
const SETTLE_MS = 500;
/** How long a compilation must be the last one before a restart: an editor may write a file in two steps. */
const COMPILED_MS = 150;

let compiler;
let compiled;
/** Of the database that outlives the program; `env` points the program to it. */
let database;
let program;
/** The restart under way, if any, and whether another is due after it. */
let restarting;
let isDue = false;
let stopping;

/** A process group of its own: Ctrl-C reaches this process alone, which then ends the others in order. */
function run(command, parameters, options) {
  return spawn(command, parameters, { cwd: root, detached: true, ...options });
}

/** Ends a process, and what it started. @returns when it has ended */
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
    // It has ended meanwhile.
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
    createInterface({ input: stream }).on('line', (line) => compilerSaid(line));
  compiler.once('exit', (code) => {
    if (!stopping) void stop(`the compiler ended (${code})`, 1);
  });
}

function compilerSaid(line) {
  const text = stripVTControlCharacters(line);
  if (/Starting (incremental )?compilation/.test(text)) {
    clearTimeout(compiled);
    // Without the stamp, the next `npm start` or `npm test` compiles everything again: this watch may end half-way.
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
      ? 'the program that runs goes on as it was'
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
    .catch((error) => stop(error.message, 1))
    .finally(() => (restarting = undefined));
}

async function start(reason) {
  database ??= await (await import('../../dist/gateway/app/dev-database.js')).openDevDatabase(args);
  if (stopping) return;
  say(`${reason}, starting the program`);
  const child = run(process.execPath, ['dist/gateway/app/main.js', ...args], {
    stdio: ['ignore', 'inherit', 'inherit'],
    // A connection that stays open would hold up the restart; what the caller has set wins.
    env: { SHUTDOWN_GRACE_MS: '500', ...process.env, ...database.env },
  });
  program = child;
  child.once('exit', (code, name) => {
    if (program !== child || stopping || restarting) return;
    program = undefined;
    say(`the program ended (${name ?? code}); it starts again after the next change`);
  });
}

/** The program reads these when it starts: generated schemas (`npm run schema`), and data to load. */
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

// The end

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
