// Size and seed of generated tests, for all of them.

/** Size of generated tests: 1 by default, 10 for `npm run test:deep`. */
export const DEPTH = numberOf('DEPTH', 1);
/** Seed of generated tests: the same seed generates the same tests. */
export const SEED = numberOf('SEED', 20261125);

/**
 * @param atTen size at DEPTH 10
 * @param least minimum below which the test is meaningless
 */
export const deep = (atTen: number, least = 1): number => Math.max(least, Math.round((atTen * DEPTH) / 10));

/** Options of fast-check, which draws a seed unless SEED is set, and prints it on failure. Parameters as for {@link deep}. */
export const runs = (atTen: number, least?: number): { numRuns: number; seed?: number } => ({
  numRuns: deep(atTen, least),
  ...(process.env.SEED ? { seed: SEED } : {}),
});

function numberOf(name: string, otherwise: number): number {
  const text = process.env[name];
  const number = text ? Number(text) : otherwise;
  if (!(number > 0))
    throw new Error(`${name} is "${text}": expected a number above 0, such as ${otherwise}.`);
  return number;
}
