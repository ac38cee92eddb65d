import { loadavg } from 'node:os';
import { contest } from './contest.js';
import { readOptions } from './options.js';
import { compareScales } from './scales.js';

// `npm run bench`: measures Passerelle, the floor and alternatives in interleaved rounds of one run.
// Figures of different runs or machines are not comparable; the ratios within one run are.

const interrupted = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.on(signal, () => interrupted.abort(new Error('Interrupted: ending what was started.')));
try {
  const options = readOptions(process.argv.slice(2));
  const running = {
    options,
    say: (line: string) => console.log(line),
    loadBefore: loadavg()[0]!,
    signal: interrupted.signal,
  };
  await (options.compareScales ? compareScales(running) : contest(running));
} catch (error) {
  console.error(interrupted.signal.aborted ? (interrupted.signal.reason as Error).message : error);
  process.exitCode = 1;
}
