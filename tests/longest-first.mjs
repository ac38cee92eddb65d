// Order of the test files: the longest first, so that workers finish together. Jest records their durations; in a fresh
// clone, which has no record, these go first.
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
      : sorted.sort((a, b) => rank(a) - rank(b));
  }
}
