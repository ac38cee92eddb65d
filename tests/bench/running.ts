import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Options } from './options.js';

/** Directory of databases, packages of contenders, and results. */
export const HOME = fileURLToPath(new URL('../../../.data/bench/', import.meta.url));
export const PACKAGES = join(HOME, 'packages');

/** Environment of a run. */
export interface Running {
  options: Options;
  say: (line: string) => void;
  /** Load average of the machine before the run. */
  loadBefore: number;
  /** Aborted by Ctrl-C; long work checks it between two steps. */
  signal: AbortSignal;
}

/** Description of the machine and the options of a run. */
export function captionOf({ options, loadBefore }: Running): string {
  const { rounds, seconds, connections } = options;
  const machine = `${cpus().length} × ${cpus()[0]!.model.trim()} (load ${loadBefore.toFixed(1)} before the run)`;
  return `Node.js ${process.versions.node}, ${machine}, ${connections} connections, medians (lowest–highest) of ${rounds} interleaved rounds of ${seconds} s`;
}

/** Writes `<name>.json` and, when there is a drawing, `<name>.svg`. */
export function writeResults(
  { options, say }: Running,
  name: string,
  results: object,
  drawing?: string,
): void {
  const out = resolve(options.out);
  mkdirSync(out, { recursive: true });
  const about = { date: new Date().toISOString(), node: process.versions.node, ...options };
  const kept = { ...about, questions: options.questions.map((question) => question.name), ...results };
  writeFileSync(join(out, `${name}.json`), `${JSON.stringify(kept, null, 1)}\n`);
  if (drawing) writeFileSync(join(out, `${name}.svg`), drawing);
  say(`Written to ${join(out, name)}.json${drawing ? ' and .svg' : ''}`);
}
