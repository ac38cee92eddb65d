// `npm run check:lint`: runs oxlint with the rules of .oxlintrc.json. The linter has 40 MB that only checks need, so it is
// installed in .data/lint at its first run, not with the project.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { installPackages } from './install-packages.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const packages = join(root, '.data/lint');

/** Returns the program of the linter and its environment; installs it at the first call. @throws {Error} with npm's reason */
export function linter() {
  installPackages(join(root, 'tests/lint/packages'), packages, () => console.log('Installing the linter…'));
  const bin = join(packages, 'node_modules/.bin');
  return { program: join(bin, 'oxlint'), env: { ...process.env, PATH: `${bin}:${process.env.PATH}` } };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    const { program, env } = linter();
    const { status } = spawnSync(program, ['--quiet', ...process.argv.slice(2)], {
      cwd: root,
      env,
      stdio: 'inherit',
      shell: process.platform === 'win32',
    });
    process.exitCode = status ?? 1;
  } catch (error) {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  }
}
