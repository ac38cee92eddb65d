// `npm run bench`: prepares the project, installs the package of the benchmark, then runs the benchmark.
// All contenders run on the Node.js of that package, so that they are comparable; PostGraphile needs 24. BENCH_NODE names another one.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { prepare } from '../../gateway/launcher/prepare.mjs';
import { installPackages } from '../install-packages.mjs';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const packages = here('../../.data/bench/packages');

await prepare();
try {
  installPackages(here('packages'), packages, () => console.log('Installing what the benchmark needs…'));
} catch (error) {
  console.error(error.message);
  process.exit(1);
}
const shipped = `${packages}/node_modules/node-${process.platform}-${process.arch}/bin/node`;
const node = process.env.BENCH_NODE ?? (existsSync(shipped) ? shipped : process.execPath);
const bench = spawn(node, [here('../../dist/tests/bench/run.js'), ...process.argv.slice(2)], {
  stdio: 'inherit',
});
// Ctrl-C reaches the benchmark, too: it stops its processes, and this process waits for it.
process.on('SIGINT', () => {});
process.on('SIGTERM', () => bench.kill('SIGTERM'));
bench.on('close', (code) => process.exit(code ?? 1));
