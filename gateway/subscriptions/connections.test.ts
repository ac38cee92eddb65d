import type { IncomingMessage } from 'node:http';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { ANONYMOUS, type Actor } from '#kernel/auth';
import { pino } from 'pino';
import { Presence } from './session.js';
import { addressOf } from './request-headers.js';
import { Watch } from './revocation-monitor.js';

const DAY_MS = 86_400_000;

describe('where a request comes from', () => {
  const from = (forwarded: string | undefined, trustProxy = true) =>
    addressOf(
      {
        headers: { 'x-forwarded-for': forwarded },
        socket: { remoteAddress: '10.0.0.1' },
      } as never as IncomingMessage,
      trustProxy,
    );

  it('is what the proxy added, and not what the client said before it', () => {
    expect(from('198.51.100.9')).toBe('198.51.100.9');
    expect(from('1.2.3.4, 5.6.7.8,198.51.100.9')).toBe('198.51.100.9');
  });

  it('is the other end of the connection where nothing was added, or no proxy is trusted', () => {
    expect([from(undefined), from(''), from('1.2.3.4', false)]).toEqual(Array(3).fill('10.0.0.1'));
  });
});

describe('who is there', () => {
  beforeEach(() => void jest.useFakeTimers());
  afterEach(() => void jest.useRealTimers());

  const watched = async (days: number) => {
    const actor: Actor = { ...ANONYMOUS, expiresAt: Date.now() + days * DAY_MS };
    const identify = () => actor;
    const watch = new Watch({ identify, revision: async () => '', log: pino({ level: 'silent' }) });
    const presence = await Presence.of({}, '127.0.0.1', { identify, watch });
    const farewells: string[] = [];
    presence.watch((farewell) => farewells.push(farewell));
    return { presence, farewells };
  };

  it.each([1, 24, 26, 100, 400])('stays until the token expires, %d days from now', async (days) => {
    const { farewells } = await watched(days);
    jest.advanceTimersByTime(days * DAY_MS - 1_000);
    expect(farewells).toEqual([]);
    jest.advanceTimersByTime(2_000);
    expect(farewells).toEqual(['EXPIRED']);
  });

  it('is told nothing once it has left', async () => {
    const { presence, farewells } = await watched(100);
    jest.advanceTimersByTime(50 * DAY_MS);
    presence.leave();
    jest.advanceTimersByTime(100 * DAY_MS);
    expect(farewells).toEqual([]);
  });
});
