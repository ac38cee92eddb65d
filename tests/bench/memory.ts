import { readFileSync } from 'node:fs';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { buildSchema } from 'graphql';
import { ours } from '../support/oracle/blank-graph.js';
import { openBlankGateway } from './blank-gateway.js';
import { SmallDocuments } from '../support/oracle/small-documents.js';

// Memory of the gateway and of in-process subgraphs after many distinct documents, which no cache can hold:
// `node dist/tests/bench/memory.js`, with MEMORY_DOCUMENTS (100,000) and ANSWER_CACHE_MB. Needs no database.

const DOCUMENTS = Number(process.env.MEMORY_DOCUMENTS ?? 100_000);
const STEP = DOCUMENTS / 20;
setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;
const megabytes = (bytes: number) => (bytes / 1_048_576).toFixed(0);

const gateway = openBlankGateway(
  { ANSWER_CACHE_MB: process.env.ANSWER_CACHE_MB ?? '64' },
  { feeds: { moment: 0, areUnchangedSince: () => true, haveChanged() {} } },
);
const documents = new SmallDocuments(buildSchema(ours.api));
const counts = new Map<string, number>();
console.log('documents   heap MB   rss MB   planner MB   external MB   answers');
for (let number = 1; number <= DOCUMENTS; number += 1) {
  const outcome = await gateway.outcomeOf(documents.next());
  counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
  if (number % STEP) continue;
  collect();
  const { heapUsed, rss, external } = process.memoryUsage();
  console.log(
    [
      String(number).padStart(9),
      megabytes(heapUsed).padStart(9),
      megabytes(rss).padStart(8),
      String(plannerMegabytes()).padStart(12),
      megabytes(external).padStart(13),
      `  ${JSON.stringify(Object.fromEntries(counts))}`,
    ].join(' '),
  );
}
await gateway.close();

/** Resident memory of the planning process; undefined where there is no /proc. */
function plannerMegabytes(): number | undefined {
  try {
    const children = readFileSync(`/proc/self/task/${process.pid}/children`, 'utf8').trim().split(' ');
    const status = readFileSync(`/proc/${children[0]}/status`, 'utf8');
    return Math.round(Number(/VmRSS:\s+(\d+)/.exec(status)![1]) / 1_024);
  } catch {
    return undefined;
  }
}
