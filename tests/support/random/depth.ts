// How much tests do that make up what they do. Both variables are for all of them.

/** 1 is short and honest, 10 is what a night run does: `npm run test:deep`. */
const DEPTH = numberOf('DEPTH', 1);
/** Of tests that make the same of the same seed. */
export const SEED = numberOf('SEED', 20261125);

/**
 * @param atTen what is done at DEPTH 10
 * @param least below which a test would show nothing
 */
export const deep = (atTen: number, least = 1): number => Math.max(least, Math.round((atTen * DEPTH) / 10));

/** For fast-check, which draws a seed unless SEED is set, and prints it when it fails. Parameters as of {@link deep}. */
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
