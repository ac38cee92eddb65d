import { describe, expect, it } from '@jest/globals';
import { impossibleArguments } from './impossible.js';

describe('arguments that nothing can meet', () => {
  it.each<[object, string[]]>([
    [{}, []],
    [{ country: { in: [] } }, ['filter.country.in']],
    [{ country: { in: ['A', 'B'], notIn: ['A'] } }, []],
    [{ country: { in: ['A'], notIn: ['A', 'B'] } }, ['filter.country']],
    [{ country: { notIn: [] }, having: [], lacking: [] }, []],
    [{ year: { gte: 2, lte: 2 } }, []],
    [{ year: { gte: 3, lte: 2 } }, ['filter.year']],
    [{ startDate: { gte: '2026-02-01', lte: '2026-01-31' } }, ['filter.startDate']],
    [{ partnership: { startYear: { gte: 3, lte: 2 } } }, ['filter.partnership.startYear']],
    [{ not: { country: { in: [] } } }, []],
    [{ and: [{}, { id: [] }] }, ['filter.and.1.id']],
    [{ or: [{}, { id: [] }] }, []],
    [{ or: [{ id: [] }, { year: { gte: 1, lte: 0 } }] }, ['filter.or.0.id', 'filter.or.1.year']],
    [{ or: [], and: [] }, ['filter.or']],
    [{ id: undefined, text: '' }, []],
  ])('%j: %j', (filter, found) => expect(impossibleArguments(filter)).toEqual(found));
});
