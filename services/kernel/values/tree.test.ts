import { describe, expect, it } from '@jest/globals';
import { pathsOf, subtreesOf } from './tree.js';

const row = (code: string, parentCode: string | null) => ({ code, parentCode });
const tree = [
  row('ENV-WATER', 'ENV'),
  row('ENV', null),
  row('ENV-WATER-SEWAGE', 'ENV-WATER'),
  row('EDU', null),
];

describe('a tree', () => {
  it('has a path to each row, and its descendants', () => {
    const paths = pathsOf(tree);
    expect(paths.get('ENV-WATER-SEWAGE')).toEqual(['ENV', 'ENV-WATER', 'ENV-WATER-SEWAGE']);
    expect(Object.fromEntries(subtreesOf(paths))).toEqual({
      'ENV-WATER': ['ENV-WATER', 'ENV-WATER-SEWAGE'],
      ENV: ['ENV', 'ENV-WATER', 'ENV-WATER-SEWAGE'],
      'ENV-WATER-SEWAGE': ['ENV-WATER-SEWAGE'],
      EDU: ['EDU'],
    });
  });

  it.each([
    ['a gap', [row('A', 'NONE'), row('B', 'A')]],
    ['a cycle', [row('A', 'B'), row('B', 'A')]],
    ['itself as parent', [row('A', 'A'), row('B', 'A')]],
  ])('leaves out rows below %s', (_, broken) =>
    expect([...pathsOf([...tree, ...broken]).keys()].sort()).toEqual(tree.map(({ code }) => code).sort()),
  );
});
