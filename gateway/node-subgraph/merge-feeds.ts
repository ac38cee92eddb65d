/** Change with the instant by which feeds are merged. */
export interface Dated {
  /** Milliseconds since 1970. */
  at: number;
}

/** Part of merged feeds, in their order, and whether some of them hold more. */
export interface Merged<Change> {
  page: Change[];
  hasMore: boolean;
}

/**
 * Takes from the starts of the feeds, at each step the earliest of the changes that come next; at the same instant that of
 * the first feed. Each feed keeps its own order, which is not always that of its instants.
 */
export function mergeFromStart<Change extends Dated>(
  feeds: readonly (readonly Change[])[],
  limit: number,
): Merged<Change> {
  const next = feeds.map(() => 0);
  const page: Change[] = [];
  while (page.length < limit) {
    let chosen = -1;
    let earliest = Infinity;
    for (let at = 0; at < feeds.length; at += 1) {
      const change = feeds[at]![next[at]!];
      if (change && (chosen < 0 || change.at < earliest)) [chosen, earliest] = [at, change.at];
    }
    if (chosen < 0) break;
    page.push(feeds[chosen]![next[chosen]!]!);
    next[chosen]! += 1;
  }
  return { page, hasMore: feeds.some((feed, at) => feed.length > next[at]!) };
}

/** Takes from the ends of the feeds: the mirror image of {@link mergeFromStart}, at the same instant from the last feed. */
export function mergeFromEnd<Change extends Dated>(
  feeds: readonly (readonly Change[])[],
  limit: number,
): Merged<Change> {
  const left = feeds.map(({ length }) => length);
  const page: Change[] = [];
  while (page.length < limit) {
    let chosen = -1;
    let latest = -Infinity;
    for (let at = feeds.length - 1; at >= 0; at -= 1) {
      const change = feeds[at]![left[at]! - 1];
      if (change && (chosen < 0 || change.at > latest)) [chosen, latest] = [at, change.at];
    }
    if (chosen < 0) break;
    left[chosen]! -= 1;
    page.push(feeds[chosen]![left[chosen]!]!);
  }
  return { page: page.reverse(), hasMore: left.some((length) => length > 0) };
}
