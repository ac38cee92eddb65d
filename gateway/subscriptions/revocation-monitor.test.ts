import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { ANONYMOUS, type Actor, type Permission } from '#kernel/auth';
import type { Logger } from 'pino';
import { AuthenticationError } from '../identity/authentication-error.js';
import { RevocationMonitor } from './revocation-monitor.js';

const SCOPES = ['request:write', 'event:write'];

/** Access subgraph with actors by their token, and a monitor that asks it. */
class Access {
  readonly scopes = new Map<string, readonly string[]>();
  /** Whether the authority that the actor writes for was closed, and how. */
  readonly closed = new Map<string, Permission['closed']>();
  /** Tokens that were checked, in order. */
  readonly checks: string[] = [];
  readonly logged: string[] = [];
  readonly updated: Actor[] = [];
  revision = '1';
  isAway = false;
  /** True: an older version, which has no revision. */
  hasNoRevision = false;
  revisionReads = 0;
  /** Most checks that ran at once. */
  maxConcurrent = 0;
  #running = 0;
  /** Runs during a check, after the actor was found. */
  duringCheck = () => {};
  readonly monitor: RevocationMonitor;

  constructor() {
    const write = (level: string) => (fields: object | string, message?: string) =>
      void this.logged.push(`${level}: ${message ?? String(fields)}`);
    this.monitor = new RevocationMonitor({
      identify: (headers) => this.identify(headers.authorization!),
      revision: async () => {
        this.revisionReads += 1;
        if (this.isAway) throw AuthenticationError.withoutSubgraph('access');
        if (this.hasNoRevision) throw new Error('Cannot query field');
        return this.revision;
      },
      log: { warn: write('warn'), info: write('info') } as unknown as Logger,
    });
  }

  async identify(authorization: string): Promise<Actor> {
    this.checks.push(authorization);
    this.maxConcurrent = Math.max(this.maxConcurrent, (this.#running += 1));
    const scopes = this.scopes.get(authorization);
    await Promise.resolve();
    this.#running -= 1;
    this.duringCheck();
    if (this.isAway) throw AuthenticationError.withoutSubgraph('access');
    if (!scopes) throw AuthenticationError.of('REVOKED');
    const closed = this.closed.get(authorization);
    const permissions = scopes.map((scope) => ({ scope, of: 'a town', ...(closed && { closed }) }));
    return { ...ANONYMOUS, kind: 'PERSON', id: authorization, permissions };
  }

  /** Opens a connection. @returns the reasons with which it was ended, and a function that leaves */
  async connect(authorization: string): Promise<{ ends: string[]; leave: () => void }> {
    const asOf = this.monitor.revision;
    const actor = await this.identify(authorization);
    return this.join(authorization, actor, asOf);
  }

  join(authorization: string, actor: Actor, asOf: string | undefined) {
    const ends: string[] = [];
    const leave = this.monitor.join({
      headers: { authorization },
      address: '127.0.0.1',
      actor,
      asOf,
      end: (reason) => ends.push(reason),
      update: (latest) => void this.updated.push(latest),
    });
    return { ends, leave };
  }

  /** Leaves an actor these scopes; without any, revokes the credential. */
  revoke(authorization: string, ...remaining: string[]): void {
    if (remaining.length) this.scopes.set(authorization, remaining);
    else this.scopes.delete(authorization);
    this.revision = String(Number(this.revision) + 1);
  }

  checksSince(count: number): string[] {
    return this.checks.slice(count);
  }
}

const seconds = (count: number) => jest.advanceTimersByTimeAsync(count * 1_000);
let access: Access;

beforeEach(() => {
  jest.useFakeTimers();
  access = new Access();
  for (const name of ['a', 'b', 'c']) access.scopes.set(name, SCOPES);
});
afterEach(() => void jest.useRealTimers());

describe('open connections', () => {
  it('are not checked as long as nothing is taken from anybody', async () => {
    await access.connect('a');
    await access.connect('b');
    await seconds(2);
    const before = access.checks.length;
    await seconds(50);
    expect(access.checksSince(before)).toEqual([]);
    expect(access.revisionReads).toBe(52);
  });

  it('are checked once per credential, however many share it, when something is taken', async () => {
    const ends: string[][] = [];
    for (let count = 0; count < 50; count += 1) ends.push((await access.connect('a')).ends);
    const other = await access.connect('b');
    await seconds(1);
    const before = access.checks.length;
    access.revoke('a', 'event:write');
    await seconds(1);
    expect(access.checksSince(before).sort()).toEqual(['a', 'b']);
    expect(ends).toEqual(Array(50).fill(['PERMISSIONS_REVOKED']));
    expect(other.ends).toEqual([]);
    await seconds(10);
    expect(ends[0]).toEqual(['PERMISSIONS_REVOKED']);
  });

  it('of a revoked credential are ended, once, even when they take long to close', async () => {
    const { ends } = await access.connect('a');
    access.revoke('a');
    await seconds(5);
    expect(ends).toEqual(['UNAUTHENTICATED']);
  });

  it('stay open when permissions are gained, and end when these are lost again', async () => {
    const { ends } = await access.connect('a');
    await seconds(1);
    access.scopes.set('a', [...SCOPES, 'news:write']);
    access.revoke('b', 'event:write');
    await seconds(1);
    expect(ends).toEqual([]);
    expect(access.updated.at(-1)!.permissions).toHaveLength(3);
    access.revoke('a', ...SCOPES);
    await seconds(1);
    expect(ends).toEqual(['PERMISSIONS_REVOKED']);
  });

  it.each([
    [undefined, 'CLOSED', true],
    [undefined, 'SUCCESSOR', true],
    ['SUCCESSOR', 'CLOSED', true],
    ['CLOSED', 'SUCCESSOR', false],
    ['CLOSED', undefined, false],
    ['CLOSED', 'CLOSED', false],
  ] as const)('for a closed authority (%s, then %s) end: %s', async (before, after, isLess) => {
    access.closed.set('a', before);
    const { ends } = await access.connect('a');
    await seconds(1);
    access.closed.set('a', after);
    access.revoke('b', 'event:write');
    await seconds(1);
    expect(ends).toEqual(isLess ? ['PERMISSIONS_REVOKED'] : []);
  });

  it('stay open when a check fails unexpectedly', async () => {
    const { ends } = await access.connect('a');
    await seconds(1);
    access.revoke('a', 'event:write');
    access.duringCheck = () => {
      throw new Error('broken');
    };
    await seconds(1);
    expect({ ends, logged: access.logged }).toEqual({
      ends: [],
      logged: ['warn: revocation check of a session failed'],
    });
    access.duringCheck = () => {};
    await seconds(1);
    expect(ends).toEqual(['PERMISSIONS_REVOKED']);
  });

  it('are checked once a minute when the access subgraph has no revision', async () => {
    const { ends } = await access.connect('a');
    access.hasNoRevision = true;
    access.scopes.delete('a');
    await seconds(50);
    expect(ends).toEqual([]);
    await seconds(15);
    expect(ends).toEqual(['UNAUTHENTICATED']);
  });

  it('are checked a few at a time', async () => {
    for (let count = 0; count < 200; count += 1) {
      access.scopes.set(`many ${count}`, SCOPES);
      await access.connect(`many ${count}`);
    }
    access.maxConcurrent = 0;
    access.revoke('many 7', 'event:write');
    await seconds(1);
    expect(access.checks).toHaveLength(400);
    expect(access.maxConcurrent).toBeLessThanOrEqual(16);
  });

  it('are checked once a minute even when the revision does not change', async () => {
    const { ends } = await access.connect('a');
    await seconds(2);
    access.scopes.delete('a');
    await seconds(50);
    expect(ends).toEqual([]);
    await seconds(15);
    expect(ends).toEqual(['UNAUTHENTICATED']);
  });

  it('miss no loss between their opening and the next revision check', async () => {
    // The first connection, then one whose loss falls between authentication and joining.
    const first = await access.connect('a');
    access.revoke('a', 'event:write');
    await seconds(1);
    expect(first.ends).toEqual(['PERMISSIONS_REVOKED']);
    await access.connect('b');
    await seconds(2);
    const asOf = access.monitor.revision;
    const actor = await access.identify('c');
    access.revoke('c', 'event:write');
    await seconds(2);
    const { ends } = access.join('c', actor, asOf);
    await seconds(1);
    expect(ends).toEqual(['PERMISSIONS_REVOKED']);
  });

  it('stay open while the access subgraph does not answer, which is logged once', async () => {
    const { ends } = await access.connect('a');
    await seconds(1);
    access.isAway = true;
    access.revoke('a', 'event:write');
    await seconds(20);
    expect({ ends, logged: access.logged }).toEqual({
      ends: [],
      logged: ['warn: revocation check failed'],
    });
    access.isAway = false;
    await seconds(1);
    expect(ends).toEqual(['PERMISSIONS_REVOKED']);
    expect(access.logged).toHaveLength(2);
  });

  it('stay open when the access subgraph fails during a check, and are checked again', async () => {
    const { ends } = await access.connect('a');
    await seconds(1);
    access.revoke('a', 'event:write');
    access.duringCheck = () => (access.isAway = true);
    await seconds(1);
    expect(ends).toEqual([]);
    access.duringCheck = () => {};
    access.isAway = false;
    await seconds(1);
    expect(ends).toEqual(['PERMISSIONS_REVOKED']);
  });

  it('cause no revision reads once they have left', async () => {
    const { leave } = await access.connect('a');
    await seconds(3);
    leave();
    const { revisionReads } = access;
    await seconds(60);
    expect(access.revisionReads).toBe(revisionReads);
  });
});
