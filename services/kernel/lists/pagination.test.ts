import 'reflect-metadata';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { CursorCodec, sliceOf } from './pagination.js';

const codec = new CursorCodec('a secret of more than thirty-two characters');
const values = fc.array(fc.option(fc.string()), { minLength: 1, maxLength: 5 });

describe('cursors', () => {
  it('decode to the values that they encode', () => {
    fc.assert(
      fc.property(values, fc.jsonValue(), (row, list) => {
        const mark = codec.listMark(list);
        expect(codec.decode(mark, codec.encode(mark, row), 'after')).toEqual(row);
      }),
    );
  });

  it('of one list are refused by another', () => {
    fc.assert(
      fc.property(values, fc.string(), fc.string(), (row, list, other) => {
        fc.pre(list !== other);
        const cursor = codec.encode(codec.listMark(list), row);
        expect(() => codec.decode(codec.listMark(other), cursor, 'after')).toThrow(
          /expected a cursor that this very list/,
        );
      }),
    );
  });

  it('of either secret are taken while they are exchanged, and made with the first', () => {
    const [old, both, next] = ['old', ['next', 'old'] as const, 'next'].map(
      (secret) => new CursorCodec(secret as 'old'),
    );
    const mark = codec.listMark('list');
    expect(both!.decode(mark, old!.encode(mark, ['a']), 'after')).toEqual(['a']);
    expect(next!.decode(mark, both!.encode(mark, ['a']), 'after')).toEqual(['a']);
    expect(() => next!.decode(mark, old!.encode(mark, ['a']), 'after')).toThrow();
  });

  it('that are forged or changed are refused', () => {
    const mark = codec.listMark('list');
    const valid = codec.encode(mark, ['a']);
    fc.assert(
      fc.property(fc.string(), (text) => {
        fc.pre(text !== valid);
        expect(() => codec.decode(mark, text, 'after')).toThrow(/expected a cursor that this very list/);
      }),
    );
    const other = new CursorCodec('another secret of the same length, or so');
    expect(() => other.decode(mark, valid, 'after')).toThrow(/expected a cursor that this very list/);
  });
});

describe('sliceOf', () => {
  it('takes 20 from the start by default', () => {
    expect(sliceOf({})).toEqual({ limit: 20, backward: false, cursor: null });
  });

  it('takes 1 to 100 from either end', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 100 }), (size) => {
        expect(sliceOf({ first: size })).toEqual({ limit: size, backward: false, cursor: null });
        expect(sliceOf({ last: size })).toEqual({ limit: size, backward: true, cursor: null });
      }),
    );
  });

  it('refuses any other size', () => {
    fc.assert(
      fc.property(fc.oneof(fc.integer({ max: 0 }), fc.integer({ min: 101 })), (size) => {
        expect(() => sliceOf({ first: size })).toThrow('first: expected a number from 1 to 100.');
        expect(() => sliceOf({ last: size })).toThrow('last: expected a number from 1 to 100.');
      }),
    );
  });

  it.each([
    [{ first: 1, last: 1 }, 'first: expected either first or last, not both.'],
    [{ last: 1, after: 'x' }, 'after: expected first together with after.'],
    [{ first: 1, before: 'x' }, 'before: expected last together with before.'],
  ])('refuses %j', (page, message) => expect(() => sliceOf(page)).toThrow(message));
});
