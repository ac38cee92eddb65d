import type { GraphEnvironment } from './worker-graphs.js';

// Runs before each test file: gives it the graph of its worker.
const response = await fetch(`${process.env.TEST_GRAPHS}/${process.env.JEST_WORKER_ID}`);
const text = await response.text();
if (!response.ok) throw new Error(`The graph of this worker did not start: ${text}`);
Object.assign(process.env, JSON.parse(text) as GraphEnvironment);
