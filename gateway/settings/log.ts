import { pino, type Logger } from 'pino';
import type { Config } from './config.js';

/** Creates the logger: JSON lines on standard error. */
export function createLog(config: Pick<Config, 'logLevel'>): Logger {
  return pino(
    { level: config.logLevel, base: null, timestamp: pino.stdTimeFunctions.isoTime },
    pino.destination({ dest: 2, sync: false }),
  );
}
