import { Refusal, type ProblemRow } from '../errors/problems.js';

type Checks = Readonly<Record<string, () => unknown>>;
type Results<All extends Checks> = { -readonly [Name in keyof All]: Awaited<ReturnType<All[Name]>> };

/**
 * Runs checks that do not depend on each other, and refuses with the problems of all of them at once.
 * @returns what the checks return, by name
 * @throws Refusal with every problem, in the order of the checks; any other error at once
 */
export async function validateAll<All extends Checks>(checks: All): Promise<Results<All>> {
  const results: Record<string, unknown> = {};
  const problems: ProblemRow[] = [];
  for (const [name, check] of Object.entries(checks)) {
    try {
      results[name] = await check();
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      problems.push(...error.problems);
    }
  }
  if (problems.length) throw new Refusal(...distinct(problems));
  return results as Results<All>;
}

/** Refuses with all problems of a list; false and null stand for none. @throws Refusal */
export function refuseAny(problems: readonly (ProblemRow | false | null | undefined)[]): void {
  const found = problems.filter((problem): problem is ProblemRow => Boolean(problem));
  if (found.length) throw new Refusal(...found);
}

/** Two checks may find the same problem of the same field. */
function distinct(problems: readonly ProblemRow[]): ProblemRow[] {
  const keyOf = ({ code, field, messageEn }: ProblemRow) => JSON.stringify([code, field, messageEn]);
  return [...new Map(problems.map((problem) => [keyOf(problem), problem])).values()];
}
