import { CONTENDERS, type Contender, type ContenderName, type Field } from './contenders/index.js';
import type { Operation, Question, Row } from './questions/index.js';

export type Statements = Map<string, Map<ContenderName, number>>;

interface Answer {
  data: Row;
  errors?: unknown[];
  extensions?: { statistics?: { sqlStatements: number } };
}

/** Header of a response from the response cache. */
const AGE = 'age';

/** @throws when the response has errors or no data */
export async function ask({
  url,
  operation,
}: {
  url: string;
  operation: Operation;
}): Promise<Answer & { isKept: boolean }> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-count': '1' },
    body: JSON.stringify(operation),
  });
  const answer = (await response.json()) as Answer;
  if (answer.errors || !response.ok)
    throw new Error(`${url} answers ${response.status}: ${JSON.stringify(answer.errors).slice(0, 2_000)}`);
  return { ...answer, isKept: response.headers.has(AGE) };
}

/** Path of the first value of `part` that differs in `whole`, which may have more fields; undefined without a difference. */
function differenceOf(part: unknown, whole: unknown, path = 'data'): string | undefined {
  if (part === null || typeof part !== 'object' || whole === null || typeof whole !== 'object')
    return part === whole ? undefined : `${path} is ${JSON.stringify(part)}, not ${JSON.stringify(whole)}`;
  if (Array.isArray(part) && part.length !== (whole as unknown[]).length)
    return `${path} has ${part.length} items, not ${(whole as unknown[]).length}`;
  for (const [key, value] of Object.entries(part)) {
    const found = differenceOf(value, (whole as Row)[key], `${path}.${key}`);
    if (found) return found;
  }
  return undefined;
}

/**
 * Compares all answers with those of Passerelle in one process, and counts the statements behind them.
 * @returns SQL statements of an answer, after another of the same kind: by question, then by contender
 * @throws when responses differ, because the contenders would not be comparable
 */
export async function checkAnswers(field: Field, questions: readonly Question[]): Promise<Statements> {
  const counting = await field.startCounting();
  const statements: Statements = new Map();
  for (const question of questions) {
    const counts = new Map<ContenderName, number>();
    statements.set(question.name, counts);
    const graph = { url: `${counting.address}/graphql`, operation: question.graph };
    await ask(graph);
    const right = await ask(graph);
    for (const contender of field.contenders) {
      const request = contender.requestFor(question);
      if (!request) continue;
      await ask(request);
      const before = await contender.statements?.();
      const answer = await ask(request);
      if (contender.name === 'cache' && !answer.isKept)
        throw new Error(`${question.name}: the response cache has not kept the answer.`);
      const difference = compare(contender, question, answer.data, right.data);
      if (difference)
        throw new Error(
          `${question.name}: ${CONTENDERS[contender.name]} gives another answer than Passerelle in one process: ${difference}`,
        );
      const after = (await contender.statements?.()) ?? right.extensions!.statistics!.sqlStatements;
      counts.set(contender.name, after - (before ?? 0));
    }
  }
  await counting.stop();
  return statements;
}

function compare({ name }: Contender, { essence }: Question, data: Row, right: Row): string | undefined {
  if (name === 'postgraphile')
    return essence && differenceOf(essence.postgraphile(data), essence.ours(right));
  // The floor omits fields that cost nothing.
  return differenceOf(data, right) ?? (name === 'floor' ? undefined : differenceOf(right, data));
}
