import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { nearestOf } from './nearest.js';

it('names the words that differ least, those of the same distance by the alphabet', () => {
  const words = ['REGION', 'DEPARTEMENT', 'COMMUNE', 'COMMUNITY'];
  expect(nearestOf('communes', words, 2)).toEqual(['COMMUNE', 'COMMUNITY']);
  expect(nearestOf('x', ['B', 'A'], 2)).toEqual(['A', 'B']);
});

it('names none beyond a distance', () => {
  expect(nearestOf('REGOIN', ['REGION', 'COMMUNE'], 5, 2)).toEqual(['REGION']);
  expect(nearestOf('METEOR', ['REGION', 'COMMUNE'], 5, 2)).toEqual([]);
});

/** Distance by its recursive definition, over the ends of the words. */
function distance(from: string, to: string): number {
  if (!from || !to) return from.length + to.length;
  const rest = from.slice(1);
  const other = to.slice(1);
  const steps = [
    1 + distance(rest, to),
    1 + distance(from, other),
    (from[0] === to[0] ? 0 : 1) + distance(rest, other),
  ];
  if (from.length > 1 && to.length > 1 && from[0] === to[1] && from[1] === to[0])
    steps.push(1 + distance(from.slice(2), to.slice(2)));
  return Math.min(...steps);
}

it('counts letters as the definition of the edit distance does', () => {
  const word = fc.string({ unit: fc.constantFrom('A', 'B', 'C'), maxLength: 5 });
  fc.assert(
    fc.property(word, word, fc.nat(5), (from, to, most) => {
      expect(nearestOf(from, [to], 1, most)).toEqual(distance(from, to) <= most ? [to] : []);
    }),
  );
});
