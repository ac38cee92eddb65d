/**
 * Fast ways of the kernel, each beside a plain way with the same results: resolvers compiled once instead of called by
 * type-graphql; lists in one batch instead of a loader; rows read by generated code instead of by pg.
 */
export const FAST_WAYS = ['compiled-resolvers', 'lists', 'rows'] as const;
export type FastWay = (typeof FAST_WAYS)[number];

/**
 * Ways that the variable PLAIN switches off, such as `PLAIN=rows,lists`. Only for comparing both ways, in tests and in the
 * benchmark.
 * @throws Error for a name that is none of {@link FAST_WAYS}
 */
export function plainWaysIn(text: string | undefined): ReadonlySet<FastWay> {
  const names = (text ?? '').split(',').filter((name) => name !== '');
  const unknown = names.filter((name) => !FAST_WAYS.includes(name as FastWay));
  if (unknown.length)
    throw new Error(`PLAIN: ${unknown.join(', ')}: expected names among ${FAST_WAYS.join(', ')}`);
  return new Set(names as FastWay[]);
}

const plainWays = plainWaysIn(process.env.PLAIN);

/** Whether this process takes a fast way. */
export const isFast = (way: FastWay): boolean => !plainWays.has(way);
