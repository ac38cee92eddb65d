import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { ANONYMOUS } from '#kernel/auth';
import { AuthRateLimiter } from './auth-rate-limiter.js';
import { AuthenticationError, type Reason } from './authentication-error.js';

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

const valid = async () => ANONYMOUS;
const refused = async (reason: Reason) => {
  throw AuthenticationError.of(reason);
};

function clientOf(perMinute: number) {
  const limiter = new AuthRateLimiter(perMinute);
  /** Returns the HTTP status of an attempt: 200, 401, 429 or 503. */
  return async (token: string, identify: () => Promise<typeof ANONYMOUS>, address = 'here') => {
    try {
      await limiter.run(address, [token], identify);
      return 200;
    } catch (error) {
      return (error as AuthenticationError).status;
    }
  };
}

describe('an address that sends invalid credentials', () => {
  const guess = () => refused('UNKNOWN_KEY');

  it('may fail a few times, and again after a while', async () => {
    const attempt = clientOf(3);
    for (const status of [401, 401, 401, 429, 429]) expect(await attempt('a', guess)).toBe(status);
    jest.advanceTimersByTime(20_000);
    expect(await attempt('a', guess)).toBe(401);
    expect(await attempt('a', guess)).toBe(429);
    jest.advanceTimersByTime(600_000);
    for (const status of [401, 401, 401, 429]) expect(await attempt('a', guess)).toBe(status);
  });

  it('learns from Retry-After when to try again', async () => {
    const limiter = new AuthRateLimiter(2);
    const attempt = () => limiter.run('here', ['a'], guess).catch((error: AuthenticationError) => error);
    await attempt();
    await attempt();
    expect(await attempt()).toMatchObject({
      status: 429,
      extensions: { code: 'RATE_LIMITED', retryAfter: 30 },
      headers: { 'retry-after': '30' },
    });
  });

  it('gains nothing by sending many at once', async () => {
    const attempt = clientOf(3);
    const statuses = await Promise.all(Array.from({ length: 50 }, (_, at) => attempt(`key ${at}`, guess)));
    expect(statuses.filter((status) => status === 401)).toHaveLength(3);
  });

  it('makes one attempt when it sends the same credential many times at once, valid or not', async () => {
    const attempt = clientOf(3);
    const accepted = await Promise.all(Array.from({ length: 50 }, () => attempt('mine', valid)));
    expect(new Set(accepted)).toEqual(new Set([200]));
    const rejected = await Promise.all(Array.from({ length: 50 }, () => attempt('a', guess)));
    expect(new Set(rejected)).toEqual(new Set([401]));
    expect([await attempt('b', guess), await attempt('c', guess), await attempt('d', guess)]).toEqual([
      401, 401, 429,
    ]);
  });

  it('may send many new valid credentials at once', async () => {
    const attempt = clientOf(3);
    const slowly = async () => {
      await Promise.resolve();
      return ANONYMOUS;
    };
    const statuses = await Promise.all(Array.from({ length: 50 }, (_, at) => attempt(`token ${at}`, slowly)));
    expect(new Set(statuses)).toEqual(new Set([200]));
  });

  it('blocks neither other addresses, nor credentials that were valid there before', async () => {
    const attempt = clientOf(3);
    expect(await attempt('mine', valid)).toBe(200);
    for (let count = 0; count < 10; count += 1) await attempt('a', guess);
    expect(await attempt('mine', valid)).toBe(200);
    expect(await attempt('another', valid)).toBe(429);
    expect(await attempt('another', valid, 'elsewhere')).toBe(200);
  });

  it('is not charged for expired, revoked, valid or uncheckable credentials', async () => {
    const attempt = clientOf(3);
    for (let count = 0; count < 10; count += 1) {
      expect(await attempt(`right ${count}`, valid)).toBe(200);
      expect(await attempt('old', () => refused('EXPIRED'))).toBe(401);
      expect(await attempt('taken', () => refused('REVOKED'))).toBe(401);
      const away = async () => {
        throw AuthenticationError.withoutIssuer();
      };
      expect(await attempt('away', away)).toBe(503);
    }
  });

  it('may fail without end where there is no limit', async () => {
    const attempt = clientOf(0);
    for (let count = 0; count < 100; count += 1) expect(await attempt('a', guess)).toBe(401);
  });
});
