// Loaded before jest and its workers: `fetch` of tests leaves an idle connection long before the graph does. One that is
// closed in the very moment in which it is used again fails a test, and on a slow machine that moment is seconds long.
import { Agent, setGlobalDispatcher } from 'undici';

const IDLE_MS = 500;
setGlobalDispatcher(new Agent({ keepAliveTimeout: IDLE_MS, keepAliveMaxTimeout: IDLE_MS }));
