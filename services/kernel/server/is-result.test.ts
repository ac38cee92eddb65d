import { expect, it } from '@jest/globals';
import { isResult } from './is-result.js';

it.each<[unknown]>([
  [{ data: {} }],
  [{ data: { a: null }, extensions: {} }],
  [{ data: null, errors: [{ message: 'm' }] }],
  [{ errors: [{ message: 'm', path: ['a', 0], extensions: { code: 'X' } }] }],
])('%j is a result', (value) => expect(isResult(value)).toBe(true));

it.each<[unknown]>([
  ...[null, 7, 'x', [], [1], {}].map((value): [unknown] => [value]),
  [{ data: null }],
  [{ data: 'x' }],
  [{ data: [] }],
  [{ data: {}, errors: 'x' }],
  [{ data: {}, errors: [] }],
  [{ errors: [null] }],
  [{ errors: [{}] }],
  [{ errors: [{ message: 1 }] }],
  [{ errors: [{ message: 'm', path: 'a' }] }],
  [{ errors: [{ message: 'm', extensions: [] }] }],
])('%j is none', (value) => expect(isResult(value)).toBe(false));
