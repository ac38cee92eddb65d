import { loadedDatabase } from './loaded-database.js';
import { WorkerGraphs } from './worker-graphs.js';

declare global {
  var workerGraphs: WorkerGraphs | undefined;
}

/** Loads the database unless an earlier run has; graphs start when a worker requests one. */
export default async function setUp(): Promise<void> {
  const secret = 'tests-only-'.padEnd(40, 'x');
  const { dataDir, rows } = await loadedDatabase(secret, (line) => console.log(line));
  globalThis.workerGraphs = new WorkerGraphs(dataDir, secret);
  process.env.TEST_GRAPHS = await globalThis.workerGraphs.listen();
  process.env.TEST_SECRET = secret;
  process.env.TEST_LOADED = dataDir;
  process.env.TEST_ROWS = JSON.stringify(rows);
}
