/** Tests run on what tsc made of the sources; one graph on one PostgreSQL serves them all. */
export default {
  rootDir: '../dist',
  testMatch: ['**/*.test.js'],
  globalSetup: './tests/support/global-setup.js',
  globalTeardown: './tests/support/global-teardown.js',
  testTimeout: 30_000,
  transform: {},
};
