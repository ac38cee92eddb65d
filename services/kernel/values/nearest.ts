/**
 * The words that differ least from one, upper and lower case alike, those that contain it first; the alphabet decides between
 * equals. "Wikidata" is many letters away from "Wikidata, property P190", which is meant.
 */
export function nearestOf(
  word: string,
  words: readonly string[],
  most: number,
  maxDistance = Infinity,
): string[] {
  const text = word.toUpperCase();
  const distanceTo = (other: string) => (text && other.includes(text) ? 0 : editDistances(text, other).whole);
  return words
    .filter((other) => Math.abs(word.length - other.length) <= maxDistance)
    .map((other) => ({ other, distance: distanceTo(other.toUpperCase()) }))
    .filter(({ distance }) => distance <= maxDistance)
    .sort((a, b) => a.distance - b.distance || (a.other < b.other ? -1 : 1))
    .slice(0, most)
    .map(({ other }) => other);
}

/**
 * Number of letters that must be added, removed, replaced or swapped with the next one (optimal string alignment) to make one
 * text of another: of the `whole` other text, and the least for a `beginning` of it.
 */
export function editDistances(from: string, to: string): { whole: number; beginning: number } {
  let before: number[] = [];
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let at = 1; at <= from.length; at += 1) {
    const next = [at];
    for (let other = 1; other <= to.length; other += 1) {
      const replaced = row[other - 1]! + (from[at - 1] === to[other - 1] ? 0 : 1);
      let best = Math.min(row[other]! + 1, next[other - 1]! + 1, replaced);
      const isSwapped =
        at > 1 && other > 1 && from[at - 1] === to[other - 2] && from[at - 2] === to[other - 1];
      if (isSwapped) best = Math.min(best, before[other - 2]! + 1);
      next.push(best);
    }
    before = row;
    row = next;
  }
  return { whole: row[to.length]!, beginning: Math.min(...row) };
}
