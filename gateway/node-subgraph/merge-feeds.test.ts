import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { mergeFromEnd, mergeFromStart, type Dated } from './merge-feeds.js';

interface Named extends Dated {
  name: string;
}

/** Feeds with many equal instants, some of them out of order, as late commits are. */
const feedsOf = fc
  .array(fc.array(fc.integer({ min: 0, max: 6 }), { maxLength: 12 }), { maxLength: 5 })
  .map((feeds) =>
    feeds.map((instants, feed) => instants.map((at, place): Named => ({ at, name: `${feed}.${place}` }))),
  );

/** The plain way: sorts the feeds by their next change, again at each step. */
function plainFromStart(feeds: Named[][], limit: number) {
  const left = feeds.map((feed) => [...feed]);
  const page: Named[] = [];
  while (page.length < limit) {
    const [earliest] = left.filter((feed) => feed.length).sort(([a], [b]) => a!.at - b!.at);
    if (!earliest) break;
    page.push(earliest.shift()!);
  }
  return { page, hasMore: left.some((feed) => feed.length > 0) };
}

const mirrored = (feeds: Named[][]) =>
  feeds.toReversed().map((feed) => feed.toReversed().map((change) => ({ ...change, at: -change.at })));

describe('merged feeds', () => {
  it('from the start are those of a sort at each step', () => {
    fc.assert(
      fc.property(feedsOf, fc.integer({ min: 0, max: 70 }), (feeds, limit) => {
        expect(mergeFromStart(feeds, limit)).toEqual(plainFromStart(feeds, limit));
      }),
    );
  });

  it('from the end are the mirror image', () => {
    fc.assert(
      fc.property(feedsOf, fc.integer({ min: 0, max: 70 }), (feeds, limit) => {
        const { page, hasMore } = plainFromStart(mirrored(feeds), limit);
        const names = page.map(({ name }) => name).reverse();
        const merged = mergeFromEnd(feeds, limit);
        expect([merged.page.map(({ name }) => name), merged.hasMore]).toEqual([names, hasMore]);
      }),
    );
  });
});
