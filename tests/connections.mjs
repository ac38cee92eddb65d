// Preloaded into jest and its workers: `fetch` in tests uses each connection once. A server that closes an idle connection
// while the client reuses it fails a test; importing a test file blocks the client long enough for that (5 s).
import { Agent, setGlobalDispatcher } from 'undici';

setGlobalDispatcher(new Agent({ pipelining: 0 }));
