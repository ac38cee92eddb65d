import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from '../settings/config.js';
import { readOrCreate } from '../settings/secret-file.js';
import { OperatorError } from '../settings/operator-error.js';
import { openDemoGraph } from './demo-graph.js';
import { playScenario } from './scenario.js';

/** File that marks a data directory as a demonstration. */
const MARKER_FILE = 'demo';
/** File that is written once the scenario has been played. */
const DONE_FILE = 'demo-is-told';

/**
 * Keeps a demonstration and real data from sharing one DATA_DIR.
 * @throws OperatorError when this start would mix them
 */
export function keepDemoApart({ demo, dataDir }: Pick<Config, 'demo' | 'dataDir'>): void {
  const isDemo = existsSync(join(dataDir, MARKER_FILE));
  if (isDemo && !demo)
    throw new OperatorError(
      `${dataDir} holds a demonstration: start it with --demo, or use another DATA_DIR.`,
    );
  if (!demo || isDemo) return;
  if (existsSync(join(dataDir, 'postgres')))
    throw new OperatorError(
      `${dataDir} holds data that is no demonstration: use another DATA_DIR, or unset it for .data/demo.`,
    );
  readOrCreate(dataDir, MARKER_FILE, 'What people have written into this database is invented.');
}

/**
 * Plays the scenario through the public API, once for each DATA_DIR, then prints queries to try.
 * @throws OperatorError when it fails; the next start continues it
 */
export async function tellDemo(
  { dataDir }: Pick<Config, 'dataDir'>,
  address: string,
  report: (line: string) => void,
): Promise<void> {
  const doneFile = join(dataDir, DONE_FILE);
  if (!existsSync(doneFile)) {
    try {
      await playScenario(openDemoGraph(address), report);
    } catch (cause) {
      throw new OperatorError(
        `The demonstration failed (${(cause as Error).message}). Start again to continue where it stopped, or remove ${dataDir} for a new one.`,
        { cause },
      );
    }
    writeFileSync(doneFile, `${new Date().toISOString()}\n`);
  }
  report(examples(address));
}

function examples(address: string): string {
  const curl = (query: string) =>
    `  curl -s ${address}/graphql -H 'content-type: application/json' -d '${JSON.stringify({ query })}'`;
  return `
This is a demonstration: labels, requests and some expertises are invented, and say so (confidence: ILLUSTRATIVE).
Which holders of an active EXPE-CT label in waste management?
${curl('{ labels(filter: { status: { in: [ACTIVE] }, theme: { code: "ENV-WASTE" } }) { nodes { validUntil authority { name } expertise { title } provenance { confidence } } } }')}
Huye (Rwanda) seeks vocational training: who fits, and why?
${curl('{ cooperationRequests(filter: { status: { in: [OPEN] } }) { nodes { need matches(first: 3) { nodes { score expertise { title authority { name } } reasons { criterion points detail } } } } } }')}
`;
}
