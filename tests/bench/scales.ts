import { Field } from './contenders/index.js';
import { openDatabase, type BenchDatabase } from './database.js';
import { ask } from './check.js';
import { measure, type Measure } from './measure.js';
import type { Question } from './questions/index.js';
import { selectiveSearches } from './questions/selective.js';
import { show, spreadOf } from './results.js';
import { captionOf, HOME, PACKAGES, writeResults, type Running } from './running.js';

/** One search at both scales, the smaller first. */
interface Line {
  question: string;
  /** Number of authorities found. */
  found: number[];
  rounds: Measure[][];
}

async function countOf({ contenders }: Field, question: Question): Promise<number> {
  const { url, operation } = contenders[0]!.requestFor(question)!;
  const { data } = await ask({ url, operation });
  return data.authorities.totalCount;
}

/** Compares Passerelle in one process with the real data and at a larger scale: how the cost of search grows. */
export async function compareScales(running: Running): Promise<void> {
  const { options, say, signal } = running;
  const scales = [1, options.scale];
  const databases: BenchDatabase[] = [];
  const fields: Field[] = [];
  try {
    for (const scale of scales) {
      databases.push(await openDatabase(scale, HOME, say));
      signal.throwIfAborted();
      fields.push(new Field(databases.at(-1)!, PACKAGES));
      await fields.at(-1)!.start(['one-process']);
    }
    const lines: Line[] = [];
    for (const question of selectiveSearches)
      lines.push({
        question: question.name,
        found: await Promise.all(fields.map((field) => countOf(field, question))),
        rounds: scales.map(() => []),
      });
    for (let round = 0; round <= options.rounds; round += 1) {
      for (const [at, question] of selectiveSearches.entries())
        for (const [which, field] of fields.entries()) {
          signal.throwIfAborted();
          const [contender] = field.contenders;
          const request = contender!.requestFor(question)!;
          const seconds = round ? options.seconds : options.warmUp;
          const measured = await measure(request, contender!.pids, options.connections, seconds);
          if (round) lines[at]!.rounds[which]!.push(measured);
        }
      if (round) say(`Round ${round} of ${options.rounds} done`);
    }
    report(running, scales, lines);
  } finally {
    await Promise.all(fields.map((field) => field.stop()));
    await Promise.all(databases.map((database) => database.stop()));
  }
}

function report(running: Running, [small, large]: number[], lines: readonly Line[]): void {
  const caption = captionOf(running);
  const rows = lines.map(({ question, found, rounds: [before = [], after = []] }) => {
    const growth = spreadOf(after.map(({ p95 }, at) => p95 / before[at]!.p95));
    const [p95Before, p95After] = [before, after].map((rounds) => spreadOf(rounds.map(({ p95 }) => p95)));
    return { question, found, p95Before: p95Before!, p95After: p95After!, growth };
  });
  const table = [
    `| question | found at scale ${small} | at scale ${large} | p95 ms at scale ${small} | at scale ${large} | times as long |`,
    '| --- | --- | --- | --- | --- | --- |',
    ...rows.map(
      ({ question, found, p95Before, p95After, growth }) =>
        `| ${question} | ${found.join(' | ')} | ${show(p95Before, 1)} | ${show(p95After, 1)} | ${show(growth, 2)} |`,
    ),
  ];
  running.say(`\n${caption}\n\n${table.join('\n')}\n`);
  writeResults(running, 'bench-scales', { caption, rows, lines });
}
