import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { ANONYMOUS } from '#kernel/auth';
import { Attempts } from './auth-rate-limiter.js';
import { NotIdentified, type Reason } from './authentication-error.js';

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

const good = async () => ANONYMOUS;
const wrong = async (reason: Reason) => {
  throw NotIdentified.because(reason);
};

function door(perMinute: number) {
  const attempts = new Attempts(perMinute);
  /** What it is answered with: 200, 401 or 429. */
  return async (token: string, identify: () => Promise<typeof ANONYMOUS>, address = 'here') => {
    try {
      await attempts.of(address, [token], identify);
      return 200;
    } catch (error) {
      return (error as NotIdentified).status;
    }
  };
}

describe('who is wrong about who they are', () => {
  const guess = () => wrong('UNKNOWN_KEY');

  it('may be so a few times, and again after a while', async () => {
    const ask = door(3);
    for (const status of [401, 401, 401, 429, 429]) expect(await ask('a', guess)).toBe(status);
    jest.advanceTimersByTime(20_000);
    expect(await ask('a', guess)).toBe(401);
    expect(await ask('a', guess)).toBe(429);
    jest.advanceTimersByTime(600_000);
    for (const status of [401, 401, 401, 429]) expect(await ask('a', guess)).toBe(status);
  });

  it('is told when to come again', async () => {
    const attempts = new Attempts(2);
    const ask = () => attempts.of('here', ['a'], guess).catch((error: NotIdentified) => error);
    await ask();
    await ask();
    expect(await ask()).toMatchObject({
      status: 429,
      extensions: { code: 'RATE_LIMITED', retryAfter: 30 },
      headers: { 'retry-after': '30' },
    });
  });

  it('is no better off with many at once', async () => {
    const ask = door(3);
    const told = await Promise.all(Array.from({ length: 50 }, (_, at) => ask(`key ${at}`, guess)));
    expect(told.filter((status) => status === 401)).toHaveLength(3);
  });

  it('is one who sends the same many times at once, and is let in as often when it is right', async () => {
    const ask = door(3);
    const told = await Promise.all(Array.from({ length: 50 }, () => ask('mine', good)));
    expect(new Set(told)).toEqual(new Set([200]));
    const wrongly = await Promise.all(Array.from({ length: 50 }, () => ask('a', guess)));
    expect(new Set(wrongly)).toEqual(new Set([401]));
    expect([await ask('b', guess), await ask('c', guess), await ask('d', guess)]).toEqual([401, 401, 429]);
  });

  it('does not hinder many who are right and new at once', async () => {
    const ask = door(3);
    const slowly = async () => {
      await Promise.resolve();
      return ANONYMOUS;
    };
    const told = await Promise.all(Array.from({ length: 50 }, (_, at) => ask(`token ${at}`, slowly)));
    expect(new Set(told)).toEqual(new Set([200]));
  });

  it('hinders neither other addresses, nor those at the same one who were right before', async () => {
    const ask = door(3);
    expect(await ask('mine', good)).toBe(200);
    for (let count = 0; count < 10; count += 1) await ask('a', guess);
    expect(await ask('mine', good)).toBe(200);
    expect(await ask('another', good)).toBe(429);
    expect(await ask('another', good, 'elsewhere')).toBe(200);
  });

  it('is not who comes with what was good once, or is right, or cannot be looked at', async () => {
    const ask = door(3);
    for (let count = 0; count < 10; count += 1) {
      expect(await ask(`right ${count}`, good)).toBe(200);
      expect(await ask('old', () => wrong('EXPIRED'))).toBe(401);
      expect(await ask('taken', () => wrong('REVOKED'))).toBe(401);
      const away = async () => {
        throw NotIdentified.while('The issuer');
      };
      expect(await ask('away', away)).toBe(503);
    }
  });

  it('may be so without end where there is no limit', async () => {
    const ask = door(0);
    for (let count = 0; count < 100; count += 1) expect(await ask('a', guess)).toBe(401);
  });
});
