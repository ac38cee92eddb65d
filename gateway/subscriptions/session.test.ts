import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { ANONYMOUS, type Actor } from '#kernel/auth';
import { pino } from 'pino';
import { Session } from './session.js';
import { RevocationMonitor } from './revocation-monitor.js';

const DAY_MS = 86_400_000;

describe('a session', () => {
  beforeEach(() => void jest.useFakeTimers());
  afterEach(() => void jest.useRealTimers());

  const openSession = async (days: number) => {
    const actor: Actor = { ...ANONYMOUS, expiresAt: Date.now() + days * DAY_MS };
    const identify = () => actor;
    const monitor = new RevocationMonitor({
      identify,
      revision: async () => '',
      log: pino({ level: 'silent' }),
    });
    const session = await Session.of({}, '127.0.0.1', { identify, monitor });
    const reasons: string[] = [];
    session.monitor((reason) => reasons.push(reason));
    return { session, reasons };
  };

  it.each([1, 24, 26, 100, 400])('ends when the token expires, %d days from now', async (days) => {
    const { reasons } = await openSession(days);
    jest.advanceTimersByTime(days * DAY_MS - 1_000);
    expect(reasons).toEqual([]);
    jest.advanceTimersByTime(2_000);
    expect(reasons).toEqual(['EXPIRED']);
  });

  it('is not ended again after it was left', async () => {
    const { session, reasons } = await openSession(100);
    jest.advanceTimersByTime(50 * DAY_MS);
    session.leave();
    jest.advanceTimersByTime(100 * DAY_MS);
    expect(reasons).toEqual([]);
  });
});
