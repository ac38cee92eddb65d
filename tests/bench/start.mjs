// `npm run bench`: makes what is missing of the project and of the benchmark's own package, then runs the benchmark.
// All contenders run on the Node.js of that package, so that they compare; PostGraphile needs 24. BENCH_NODE is another one.
import { spawn, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { prepare } from '../../gateway/launcher/prepare.mjs';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
// Beside the sources it would be read as a part of them.
const packages = here('../../.data/bench/packages');
const stamp = `${packages}/node_modules/.installed`;

function installPackages() {
  const lock = readFileSync(here('packages/package-lock.json'), 'utf8');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return;
  console.log('Installing what the benchmark compares with…');
  mkdirSync(packages, { recursive: true });
  for (const file of ['package.json', 'package-lock.json'])
    cpSync(here(`packages/${file}`), `${packages}/${file}`);
  const options = ['ci', '--no-audit', '--no-fund', '--ignore-scripts', '--loglevel=error'];
  const { status } = spawnSync('npm', options, { cwd: packages, stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
  writeFileSync(stamp, lock);
}

await prepare();
installPackages();
const shipped = `${packages}/node_modules/node-${process.platform}-${process.arch}/bin/node`;
const node = process.env.BENCH_NODE ?? (existsSync(shipped) ? shipped : process.execPath);
const bench = spawn(node, [here('../../dist/tests/bench/run.js'), ...process.argv.slice(2)], {
  stdio: 'inherit',
});
// Ctrl-C reaches it too: it ends what it started, and this waits for it.
process.on('SIGINT', () => {});
process.on('SIGTERM', () => bench.kill('SIGTERM'));
bench.on('close', (code) => process.exit(code ?? 1));
