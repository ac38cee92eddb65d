// Loaded before jest and its workers: `fetch` of tests closes an idle connection long before the graph does. A connection
// that the graph closes while a test reuses it would fail the test; on a slow machine that window is seconds long.
import { Agent, setGlobalDispatcher } from 'undici';

const IDLE_MS = 500;
setGlobalDispatcher(new Agent({ keepAliveTimeout: IDLE_MS, keepAliveMaxTimeout: IDLE_MS }));
