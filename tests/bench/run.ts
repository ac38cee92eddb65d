import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chartOf } from './chart.js';
import { checkAnswers, countStatements } from './check.js';
import { Field, type Contender } from './contenders/index.js';
import { openDatabase, type BenchDatabase } from './database.js';
import { measure } from './measure.js';
import { chosen, contendersOf, readOptions, type Options } from './options.js';
import { questions, type Question } from './questions/index.js';
import { summaryOf, tableOf, type Line } from './results.js';

// `npm run bench`: Passerelle beside the floor and beside what one might take instead, in interleaved rounds of one run.
// Figures of different runs or machines do not compare; the ratios within one run do.

const HOME = fileURLToPath(new URL('../../../.data/bench/', import.meta.url));
const WARM_UP_SECONDS = 1.5;
const say = (line: string) => console.log(line);
const interrupted = new AbortController();

async function run(options: Options): Promise<void> {
  let database: BenchDatabase | undefined;
  let field: Field | undefined;
  try {
    database = await openDatabase(options.scale, HOME, say);
    interrupted.signal.throwIfAborted();
    field = new Field(database, join(HOME, 'packages'));
    await field.start(contendersOf(options));
    const asked = chosen(questions, ({ name }) => name, options.only);
    await checkAnswers(field, asked);
    say('All contenders give the same answers.');
    report(options, asked, await rounds(field, asked, options));
  } finally {
    await field?.stop();
    await database?.stop();
  }
}

async function rounds(field: Field, asked: readonly Question[], options: Options): Promise<Line[]> {
  const { connections, seconds } = options;
  const pairs = asked.flatMap((question) =>
    field.contenders
      .filter((contender) => contender.requestFor(question))
      .map((contender) => ({ question, contender })),
  );
  const once = (question: Question, contender: Contender, duration: number) => {
    interrupted.signal.throwIfAborted();
    return measure(contender.requestFor(question)!, contender.pids, connections, duration);
  };
  for (const { question, contender } of pairs) await once(question, contender, WARM_UP_SECONDS);
  const lines: Line[] = [];
  for (const { question, contender } of pairs)
    lines.push({
      question: question.name,
      title: question.title,
      contender: contender.name,
      rounds: [],
      sqlStatements: await countStatements(field, contender, question),
    });
  for (let round = 1; round <= options.rounds; round += 1) {
    for (const [at, { question, contender }] of pairs.entries())
      lines[at]!.rounds.push(await once(question, contender, seconds));
    say(`Round ${round} of ${options.rounds} done`);
  }
  return lines;
}

function report(options: Options, asked: readonly Question[], lines: Line[]): void {
  const { scale, rounds: count, seconds, connections } = options;
  const caption = `Scale ${scale}, Node.js ${process.versions.node}, ${cpus().length} × ${cpus()[0]!.model.trim()}, ${connections} connections, medians (lowest–highest) of ${count} interleaved rounds of ${seconds} s`;
  const summaries = lines.map((line) => summaryOf(line, lines));
  say(`\n${caption}\n\n${tableOf(summaries)}\n`);
  const out = resolve(options.out);
  mkdirSync(out, { recursive: true });
  const titles = new Map(asked.map(({ name, title }) => [name, title]));
  writeFileSync(join(out, 'bench-results.svg'), chartOf(summaries, titles, caption));
  const node = process.versions.node;
  const kept = { caption, date: new Date().toISOString(), node, ...options, lines, summaries };
  writeFileSync(join(out, 'bench-results.json'), `${JSON.stringify(kept, null, 1)}\n`);
  say(`Written to ${join(out, 'bench-results.json')} and .svg`);
}

for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.on(signal, () => interrupted.abort(new Error('Interrupted: ending what was started.')));
try {
  await run(readOptions(process.argv.slice(2)));
} catch (error) {
  console.error(interrupted.signal.aborted ? (interrupted.signal.reason as Error).message : error);
  process.exitCode = 1;
}
