import { describe, expect, it } from '@jest/globals';
import { hashOfApiKey, isApiKey, newApiKey, shownOfApiKey } from './api-key.js';

describe('an API key', () => {
  it('is recognised, and differs each time', () => {
    const keys = Array.from({ length: 200 }, newApiKey);
    expect(new Set(keys).size).toBe(keys.length);
    for (const key of keys) {
      expect(key).toMatch(/^psr_[0-9A-Za-z]{49}$/);
      expect(isApiKey(key)).toBe(true);
    }
  });

  it('with one changed character is invalid', () => {
    const key = newApiKey();
    for (let at = 0; at < key.length; at++) {
      const other = key[at] === 'a' ? 'b' : 'a';
      expect(isApiKey(key.slice(0, at) + other + key.slice(at + 1))).toBe(false);
    }
    expect(isApiKey(`${key}0`)).toBe(false);
    expect(isApiKey('')).toBe(false);
  });

  it('is shown by its beginning and stored as a hash', () => {
    const key = newApiKey();
    expect(key.startsWith(shownOfApiKey(key))).toBe(true);
    expect(shownOfApiKey(key)).toHaveLength(10);
    expect(hashOfApiKey(key)).toMatch(/^[\w-]{43}$/);
  });
});
