import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from '../settings/config.js';
import { keptFile } from '../settings/secret-file.js';
import { OperatorError } from '../settings/operator-error.js';
import { openStage } from './actors.js';
import { tellStory } from './story.js';

const MARK = 'demo';
const TOLD = 'demo-is-told';

/**
 * A demonstration and real data are never in one DATA_DIR.
 * @throws OperatorError when this start would mix them
 */
export function keepDemoApart({ demo, dataDir }: Pick<Config, 'demo' | 'dataDir'>): void {
  const isDemo = existsSync(join(dataDir, MARK));
  if (isDemo && !demo)
    throw new OperatorError(
      `${dataDir} holds a demonstration: start it with --demo, or use another DATA_DIR.`,
    );
  if (!demo || isDemo) return;
  if (existsSync(join(dataDir, 'postgres')))
    throw new OperatorError(
      `${dataDir} holds data that is no demonstration: use another DATA_DIR, or none: then it is .data/demo.`,
    );
  keptFile(dataDir, MARK, 'What people have written into this database is invented.');
}

/** Has people of the demonstration do what they do, through the public door, once for each DATA_DIR. */
export async function tellDemo(
  { dataDir }: Pick<Config, 'dataDir'>,
  address: string,
  say: (line: string) => void,
): Promise<void> {
  const told = join(dataDir, TOLD);
  if (!existsSync(told)) {
    try {
      await tellStory(openStage(address), say);
    } catch (cause) {
      throw new OperatorError(
        `The demonstration broke off (${(cause as Error).message}). Start again: it goes on where it stopped; or remove ${dataDir} for a new one.`,
        { cause },
      );
    }
    writeFileSync(told, `${new Date().toISOString()}\n`);
  }
  say(whatToAsk(address));
}

function whatToAsk(address: string): string {
  const ask = (query: string) =>
    `  curl -s ${address}/graphql -H 'content-type: application/json' -d '${JSON.stringify({ query })}'`;
  return `
This is a demonstration: labels, requests and some expertises are invented, and say so (confidence: ILLUSTRATIVE).
Which holders of an active EXPE-CT label in waste management?
${ask('{ labels(filter: { status: { in: [ACTIVE] }, theme: { code: "ENV-WASTE" } }) { nodes { validUntil authority { name } expertise { title } provenance { confidence } } } }')}
Huye (Rwanda) seeks vocational training: who fits, and why?
${ask('{ cooperationRequests(filter: { status: { in: [OPEN] } }) { nodes { need matches(first: 3) { nodes { score expertise { title authority { name } } reasons { criterion points detail } } } } } }')}
`;
}
