import { expect, it } from '@jest/globals';
import { parse } from 'graphql';
import fc from 'fast-check';
import { shapeOf } from './shape.js';

it('a shape has names and variables, and no literal', () => {
  const text = `query Q($v: ID = "default") @x(a: 1) {
    a(id: "secret", in: [1, 2.5, true, null, RED, { deep: """block""" }], v: $v) { b @include(if: true) }
  }`;
  expect(shapeOf(parse(text))).toBe(
    'query Q($v: ID = _) @x(a: _) { a(id: _, in: [_, _, _, _, _, {deep: _}], v: $v) { b @include(if: _) } }',
  );
});

it('no text of a literal is left, whatever it is', () => {
  fc.assert(
    fc.property(
      fc.string({ minLength: 6 }).map((text) => `<<${text}>>`),
      (text) => {
        expect(shapeOf(parse(`{ a(b: ${JSON.stringify(text)}) }`))).toBe('{ a(b: _) }');
      },
    ),
  );
});

it('a long shape is cut', () => {
  expect(shapeOf(parse(`{ ${'field '.repeat(5_000)} }`))).toHaveLength(4_000);
});
