// GraphQL Code Generator: types of the schema, and typed documents of schema/operations. TypeScript compiles them with
// codegen/use.mts; then the compiled documents are executed.
import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { here, input, print } from './program.mjs';

const require = createRequire(import.meta.url);

/** Runs a program in codegen/. @throws with what it says when it fails */
function run(program, ...options) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...options], {
    cwd: here('codegen'),
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`${program} failed:\n${stdout}${stderr}`);
}

for (const folder of ['generated', 'compiled'])
  rmSync(here(`codegen/${folder}`), { recursive: true, force: true });
run(
  require.resolve('@graphql-codegen/cli/package.json').replace('package.json', 'esm/bin.js'),
  '--config',
  'config.mjs',
);
run(input.typescript, '--project', '.');

const { documents, execute } = await import('./codegen/compiled/use.mjs');
const answers = {};
for (const { operation, variables } of input.questions)
  answers[operation] = await execute(input.graph, documents.get(operation), variables);
print({ operations: [...documents.keys()], answers });
