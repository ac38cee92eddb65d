import { dayInParis } from '#vocabulary';

const LONGEST_DAY_MS = 26 * 3_600_000;

let known = { from: 0, end: 0 };

/** Returns the first millisecond of the next day in Paris, on which answers that depend on the day may differ. */
export function endOfDayInParis(at: number): number {
  if (at < known.from || at >= known.end) known = { from: at, end: findEnd(at) };
  return known.end;
}

function findEnd(at: number): number {
  const day = dayInParis(new Date(at));
  let [low, high] = [at, at + LONGEST_DAY_MS];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (dayInParis(new Date(middle)) === day) low = middle;
    else high = middle;
  }
  return high;
}
