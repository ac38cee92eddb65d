// The order of test files: the longest first, so that workers end together. Jest remembers how long each took; in a
// fresh clone, which has no memory, these go first.
import Sequencer from '@jest/test-sequencer';

const LONGEST = [
  'projector',
  'recovery',
  'two-shapes',
  'demo',
  'federation-paths',
  'subscription-faults',
  'lifecycle',
  'expiry',
  'search-reference',
  'permissions',
];

const rank = ({ path }) => {
  const place = LONGEST.findIndex((name) => path.endsWith(`/${name}.test.js`));
  return place < 0 ? LONGEST.length : place;
};

export default class LongestFirst extends Sequencer {
  sort(tests) {
    const sorted = super.sort(tests);
    return tests.some((test) => this.time(test) !== undefined)
      ? sorted
      : sorted.sort((one, other) => rank(one) - rank(other));
  }
}
