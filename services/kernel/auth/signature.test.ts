import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isSigned, sign } from './signature.js';

const secret = 's'.repeat(40);

describe('signatures', () => {
  it('are valid for their body, subgraph and minute alone', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (body, other) => {
        fc.pre(body !== other);
        const signature = sign(secret, 'events', body);
        expect(isSigned(secret, 'events', body, signature)).toBe(true);
        expect(isSigned(secret, 'events', other, signature)).toBe(false);
        expect(isSigned(secret, 'authorities', body, signature)).toBe(false);
        expect(isSigned('t'.repeat(40), 'events', body, signature)).toBe(false);
        expect(isSigned(secret, 'events', body, signature, Date.now() + 61_000)).toBe(false);
        expect(isSigned(secret, 'events', body, signature, Date.now() - 61_000)).toBe(false);
      }),
    );
  });
  it('of either secret are taken while they are exchanged, and made with the first', () => {
    const next = 't'.repeat(40);
    const old = sign(secret, 'events', '{}');
    expect(isSigned([next, secret], 'events', '{}', old)).toBe(true);
    expect(isSigned(secret, 'events', '{}', sign([secret, next], 'events', '{}'))).toBe(true);
    expect(isSigned(next, 'events', '{}', old)).toBe(false);
  });
  it('that are forged are refused', () => {
    fc.assert(
      fc.property(
        fc.option(fc.string(), { nil: undefined }),
        (text) => !isSigned(secret, 'events', '{}', text),
      ),
    );
  });
});
