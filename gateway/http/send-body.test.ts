import { expect, it } from '@jest/globals';
import { varyOf } from './send-body.js';

const response = (vary?: string | string[]) => ({ getHeader: () => vary });

it.each([
  [undefined, 'accept-language', 'accept-language'],
  ['origin, Accept', 'accept, accept-encoding', 'origin, accept, accept-encoding'],
  [['origin', 'accept'], 'accept', 'origin, accept'],
])('Vary %p and %s: has each field once', (set, fields, expected) => {
  expect(varyOf(response(set), fields)).toBe(expected);
});
