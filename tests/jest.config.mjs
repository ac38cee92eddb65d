/**
 * Configuration of jest, which runs the compiled tests in dist. Tests of the project "unit" need no database and no
 * program; tests of "graph" get both (tests/support/set-up). A project without selected tests sets nothing up.
 */
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';

const rootDir = fileURLToPath(new URL('../dist', import.meta.url));
const needsGraph = ['/dist/tests/(?!house/)', '\\.integration\\.test\\.js$'];

export default {
  rootDir,
  testTimeout: 600_000,
  testSequencer: fileURLToPath(new URL('longest-first.mjs', import.meta.url)),
  // Three even on two cores: they wait for each other's processes, and the suite takes a tenth less time.
  maxWorkers: Number(process.env.TEST_WORKERS ?? Math.max(3, Math.floor(availableParallelism() / 2))),
  projects: [
    {
      displayName: 'unit',
      rootDir,
      testMatch: ['**/*.test.js'],
      testPathIgnorePatterns: needsGraph,
      transform: {},
    },
    {
      displayName: 'graph',
      rootDir,
      testRegex: needsGraph.map((place) => (place.endsWith('$') ? place : `${place}.*\\.test\\.js$`)),
      globalSetup: '<rootDir>/tests/support/set-up/global-setup.js',
      globalTeardown: '<rootDir>/tests/support/set-up/global-teardown.js',
      setupFiles: ['<rootDir>/tests/support/set-up/worker-graph.js'],
      transform: {},
    },
  ],
};
