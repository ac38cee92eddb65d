// Preloaded into jest and its workers: `fetch` in tests keeps no idle connection. A server that closes an idle connection
// while the client reuses it fails a test; importing a test file blocks the client long enough for that (5 s).
import { Agent, setGlobalDispatcher } from 'undici';

// Not by `connection: close` (pipelining: 0): undici 7 then fails on answers above 64 kB (nodejs/undici#5360).
// `clientTtl` is compared when a request begins: a timer would not run while the event loop is blocked.
setGlobalDispatcher(new Agent({ clientTtl: 1, keepAliveTimeout: 1, keepAliveMaxTimeout: 1 }));
