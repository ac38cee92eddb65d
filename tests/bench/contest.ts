import { chartOf } from './chart.js';
import { checkAnswers, type Statements } from './check.js';
import { Field, type Contender } from './contenders/index.js';
import { openDatabase, type BenchDatabase } from './database.js';
import { measure } from './measure.js';
import type { Question } from './questions/index.js';
import { ratiosOf, summaryOf, tableOf, type Line } from './results.js';
import { captionOf, HOME, PACKAGES, writeResults, type Running } from './running.js';

/** Measures all contenders at one scale. */
export async function contest(running: Running): Promise<void> {
  const { options, say, signal } = running;
  let database: BenchDatabase | undefined;
  let field: Field | undefined;
  try {
    database = await openDatabase(options.scale, HOME, say);
    signal.throwIfAborted();
    field = new Field(database, PACKAGES);
    await field.start(options.contenders);
    const statements = await checkAnswers(field, options.questions);
    say('All contenders give the same answers.');
    report(running, await rounds(field, statements, running));
  } finally {
    await field?.stop();
    await database?.stop();
  }
}

async function rounds(
  field: Field,
  statements: Statements,
  { options, say, signal }: Running,
): Promise<Line[]> {
  const pairs = options.questions.flatMap((question) =>
    field.contenders
      .filter((contender) => contender.requestFor(question))
      .map((contender) => ({ question, contender })),
  );
  const once = (question: Question, contender: Contender, seconds: number) => {
    signal.throwIfAborted();
    return measure(contender.requestFor(question)!, contender.pids, options.connections, seconds);
  };
  const lines: Line[] = [];
  for (const { question, contender } of pairs) {
    await once(question, contender, options.warmUp);
    lines.push({
      question: question.name,
      contender: contender.name,
      rounds: [],
      sqlStatements: statements.get(question.name)?.get(contender.name),
    });
  }
  for (let round = 1; round <= options.rounds; round += 1) {
    for (const [at, { question, contender }] of pairs.entries())
      lines[at]!.rounds.push(await once(question, contender, options.seconds));
    say(`Round ${round} of ${options.rounds} done`);
  }
  return lines;
}

function report(running: Running, lines: Line[]): void {
  const { options, say } = running;
  const caption = `Scale ${options.scale}, ${captionOf(running)}`;
  const summaries = lines.map((line) => summaryOf(line, lines));
  say(`\n${caption}\n\n${tableOf(summaries)}\n`);
  say(`${ratiosOf(summaries, caption, new Date())}\n`);
  const titles = new Map(options.questions.map(({ name, title }) => [name, title]));
  const drawing = chartOf(summaries, titles, caption);
  writeResults(running, 'bench-results', { caption, lines, summaries }, drawing);
}
