import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { OidcIssuer } from '../../tests/support/oidc-issuer.js';
import { remoteIssuers, type Issuer, type RemoteOptions } from './issuers.js';
import { AuthenticationError } from './authentication-error.js';
import { verifyToken } from './tokens.js';

const OPTIONS: RemoteOptions = {
  cooldownMs: 60_000,
  maxAgeMs: 60_000,
  maxStaleMs: 60_000,
  timeoutMs: 60_000,
  restMs: 60_000,
};
let oidc: OidcIssuer;
let issuers: Issuer[];
const trust = (options: Partial<RemoteOptions> = {}) =>
  (issuers = remoteIssuers([{ issuer: oidc.issuer, audience: 'graph' }], { ...OPTIONS, ...options }));

/** The clock stands, but for {@link later}; timers run, for the requests to the issuer. */
const TIMERS = [
  ...([
    'setTimeout',
    'clearTimeout',
    'setInterval',
    'clearInterval',
    'setImmediate',
    'clearImmediate',
  ] as const),
  ...(['nextTick', 'queueMicrotask', 'hrtime', 'performance'] as const),
];
const later = (ms: number) => void jest.setSystemTime(Date.now() + ms);

beforeEach(async () => {
  jest.useFakeTimers({ now: Date.now(), doNotFake: [...TIMERS] });
  oidc = await OidcIssuer.open();
  trust();
});
afterEach(async () => {
  jest.useRealTimers();
  await oidc.close();
});

/** Returns the subject of a token, or the reason why it is refused, or 503. */
const answer = async (token: string) => {
  try {
    return (await verifyToken(token, issuers)).subject;
  } catch (error) {
    expect(error).toBeInstanceOf(AuthenticationError);
    const { status, extensions } = error as AuthenticationError;
    return status === 401 ? extensions.reason : status;
  }
};
const forged = () => oidc.token({}, { kid: `made up ${Math.random()}` });

describe('the keys of an issuer', () => {
  it('are fetched once for many tokens at once, and for unknown keys at most once per cooldown', async () => {
    const tokens = await Promise.all(Array.from({ length: 20 }, () => oidc.token()));
    expect(new Set(await Promise.all(tokens.map(answer)))).toEqual(new Set(['somebody']));
    expect(await answer(await forged())).toBe('UNKNOWN_SIGNING_KEY');
    expect(oidc.asked).toBe(1);
  });

  it('stay valid when a token names an unknown one while the issuer does not answer', async () => {
    trust({ cooldownMs: 0 });
    const good = await oidc.token();
    expect(await answer(good)).toBe('somebody');
    oidc.away = true;
    for (let round = 0; round < 5; round += 1) {
      expect(await answer(await forged())).toBe(503);
      expect(await answer(good)).toBe('somebody');
    }
  });

  it('stay valid up to maxStaleMs when they are too old and the issuer does not answer', async () => {
    trust({ maxAgeMs: 50, maxStaleMs: 500, restMs: 0 });
    const good = await oidc.token();
    expect(await answer(good)).toBe('somebody');
    oidc.away = true;
    later(100);
    expect(await answer(good)).toBe('somebody');
    expect(await answer(good)).toBe('somebody');
    later(600);
    expect(await answer(good)).toBe(503);
    oidc.away = false;
    expect(await answer(good)).toBe('somebody');
  });

  it('are replaced when they are too old and the issuer answers', async () => {
    trust({ maxAgeMs: 50 });
    const before = await oidc.token();
    expect(await answer(before)).toBe('somebody');
    await oidc.rotate('ES256');
    later(100);
    expect(await answer(before)).toBe('UNKNOWN_SIGNING_KEY');
    expect(await answer(await oidc.token())).toBe('somebody');
    expect(oidc.asked).toBe(2);
  });
});
