import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { ANONYMOUS, type Actor, type Permission } from '#kernel/auth';
import type { Logger } from 'pino';
import { NotIdentified } from '../identity/authentication-error.js';
import { Watch } from './revocation-monitor.js';

const SCOPES = ['request:write', 'event:write'];

/** People by their token, and what is asked about them. */
class People {
  readonly allowed = new Map<string, readonly string[]>();
  /** How what they write for was closed. */
  readonly closed = new Map<string, Permission['closed']>();
  readonly looks: string[] = [];
  readonly told: string[] = [];
  readonly renewed: Actor[] = [];
  revision = '1';
  isAway = false;
  /** As one that is too old to know the question. */
  cannotSay = false;
  asked = 0;
  /** How many were looked at once, at most. */
  most = 0;
  #now = 0;
  /** What happens while somebody is looked at, after it was found who they are. */
  meanwhile = () => {};
  readonly watch: Watch;

  constructor() {
    const tell = (line: string) => (_: object | string, said?: string) =>
      void this.told.push(`${line}: ${said ?? String(_)}`);
    this.watch = new Watch({
      identify: (said) => this.identify(said.authorization!),
      revision: async () => {
        this.asked += 1;
        if (this.isAway) throw NotIdentified.while('The subgraph access');
        if (this.cannotSay) throw new Error('Cannot query field');
        return this.revision;
      },
      log: { warn: tell('warn'), info: tell('info') } as unknown as Logger,
    });
  }

  async identify(authorization: string): Promise<Actor> {
    this.looks.push(authorization);
    this.most = Math.max(this.most, (this.#now += 1));
    const scopes = this.allowed.get(authorization);
    await Promise.resolve();
    this.#now -= 1;
    this.meanwhile();
    if (this.isAway) throw NotIdentified.while('The subgraph access');
    if (!scopes) throw NotIdentified.because('REVOKED');
    const closed = this.closed.get(authorization);
    const permissions = scopes.map((scope) => ({ scope, of: 'a town', ...(closed && { closed }) }));
    return { ...ANONYMOUS, kind: 'PERSON', id: authorization, permissions };
  }

  /** @returns how their connection was ended, and what leaves */
  async comes(authorization: string): Promise<{ ends: string[]; leave: () => void }> {
    const asOf = this.watch.revision;
    const actor = await this.identify(authorization);
    const ends: string[] = [];
    const leave = this.watch.join({
      said: { authorization },
      address: '127.0.0.1',
      actor,
      asOf,
      end: (farewell) => ends.push(farewell),
      renew: (now) => void this.renewed.push(now),
    });
    return { ends, leave };
  }

  takeAway(authorization: string, ...left: string[]): void {
    if (left.length) this.allowed.set(authorization, left);
    else this.allowed.delete(authorization);
    this.revision = String(Number(this.revision) + 1);
  }

  looksSince(count: number): string[] {
    return this.looks.slice(count);
  }
}

const seconds = (count: number) => jest.advanceTimersByTimeAsync(count * 1_000);
let people: People;

beforeEach(() => {
  jest.useFakeTimers();
  people = new People();
  for (const name of ['a', 'b', 'c']) people.allowed.set(name, SCOPES);
});
afterEach(() => void jest.useRealTimers());

describe('those whose connections last', () => {
  it('are not looked at as long as nothing is taken from anybody', async () => {
    await people.comes('a');
    await people.comes('b');
    await seconds(2);
    const before = people.looks.length;
    await seconds(50);
    expect(people.looksSince(before)).toEqual([]);
    expect(people.asked).toBe(52);
  });

  it('are looked at once each, however many connections they have, when something is', async () => {
    const ends: string[][] = [];
    for (let count = 0; count < 50; count += 1) ends.push((await people.comes('a')).ends);
    const other = await people.comes('b');
    await seconds(1);
    const before = people.looks.length;
    people.takeAway('a', 'event:write');
    await seconds(1);
    expect(people.looksSince(before).sort()).toEqual(['a', 'b']);
    expect(ends).toEqual(Array(50).fill(['FEWER_PERMISSIONS']));
    expect(other.ends).toEqual([]);
    await seconds(10);
    expect(ends[0]).toEqual(['FEWER_PERMISSIONS']);
  });

  it('are told that they are nobody any more, once, also when they take their time to leave', async () => {
    const { ends } = await people.comes('a');
    people.takeAway('a');
    await seconds(5);
    expect(ends).toEqual(['UNAUTHENTICATED']);
  });

  it('go on with more than they had', async () => {
    const { ends } = await people.comes('a');
    await seconds(1);
    people.allowed.set('a', [...SCOPES, 'news:write']);
    people.takeAway('b', 'event:write');
    await seconds(1);
    expect(ends).toEqual([]);
    expect(people.renewed.at(-1)!.permissions).toHaveLength(3);
    // What was gained can be lost.
    people.takeAway('a', ...SCOPES);
    await seconds(1);
    expect(ends).toEqual(['FEWER_PERMISSIONS']);
  });

  it.each([
    [undefined, 'OWN', true],
    [undefined, 'TAKEN_OVER', true],
    ['TAKEN_OVER', 'OWN', true],
    ['OWN', 'TAKEN_OVER', false],
    ['OWN', undefined, false],
    ['OWN', 'OWN', false],
  ] as const)('for what was closed (%s, then %s) end, or go on', async (before, after, isLess) => {
    people.closed.set('a', before);
    const { ends } = await people.comes('a');
    await seconds(1);
    people.closed.set('a', after);
    people.takeAway('b', 'event:write');
    await seconds(1);
    expect(ends).toEqual(isLess ? ['FEWER_PERMISSIONS'] : []);
  });

  it('stay when who they are cannot be looked at for a reason that nobody foresaw', async () => {
    const { ends } = await people.comes('a');
    await seconds(1);
    people.takeAway('a', 'event:write');
    people.meanwhile = () => {
      throw new Error('broken');
    };
    await seconds(1);
    expect({ ends, told: people.told }).toEqual({
      ends: [],
      told: ['warn: who is connected cannot be looked at'],
    });
    people.meanwhile = () => {};
    await seconds(1);
    expect(ends).toEqual(['FEWER_PERMISSIONS']);
  });

  it('are looked at once a minute when it cannot be asked what was taken', async () => {
    const { ends } = await people.comes('a');
    people.cannotSay = true;
    people.allowed.delete('a');
    await seconds(50);
    expect(ends).toEqual([]);
    await seconds(15);
    expect(ends).toEqual(['UNAUTHENTICATED']);
  });

  it('are looked at a few at a time', async () => {
    for (let count = 0; count < 200; count += 1) {
      people.allowed.set(`many ${count}`, SCOPES);
      await people.comes(`many ${count}`);
    }
    people.most = 0;
    people.takeAway('many 7', 'event:write');
    await seconds(1);
    expect(people.looks).toHaveLength(400);
    expect(people.most).toBeLessThanOrEqual(16);
  });

  it('are looked at now and then all the same', async () => {
    const { ends } = await people.comes('a');
    await seconds(2);
    people.allowed.delete('a');
    await seconds(50);
    expect(ends).toEqual([]);
    await seconds(15);
    expect(ends).toEqual(['UNAUTHENTICATED']);
  });

  it('are missed by no loss between their coming and the next question', async () => {
    // The first who comes, and one whose loss falls into the moment in which they come.
    const first = await people.comes('a');
    people.takeAway('a', 'event:write');
    await seconds(1);
    expect(first.ends).toEqual(['FEWER_PERMISSIONS']);
    await people.comes('b');
    await seconds(2);
    const asOf = people.watch.revision;
    const actor = await people.identify('c');
    people.takeAway('c', 'event:write');
    await seconds(2);
    const ends: string[] = [];
    people.watch.join({
      said: { authorization: 'c' },
      address: '127.0.0.1',
      actor,
      asOf,
      end: (farewell) => ends.push(farewell),
      renew: (now) => void people.renewed.push(now),
    });
    await seconds(1);
    expect(ends).toEqual(['FEWER_PERMISSIONS']);
  });

  it('stay while nobody can tell who they are, which is said once', async () => {
    const { ends } = await people.comes('a');
    await seconds(1);
    people.isAway = true;
    people.takeAway('a', 'event:write');
    await seconds(20);
    expect({ ends, told: people.told }).toEqual({
      ends: [],
      told: ['warn: whether permissions were taken away cannot be asked'],
    });
    people.isAway = false;
    await seconds(1);
    expect(ends).toEqual(['FEWER_PERMISSIONS']);
    expect(people.told).toHaveLength(2);
  });

  it('stay when it is not known for a moment, and are looked at until it is', async () => {
    const { ends } = await people.comes('a');
    await seconds(1);
    people.takeAway('a', 'event:write');
    people.meanwhile = () => (people.isAway = true);
    await seconds(1);
    expect(ends).toEqual([]);
    people.meanwhile = () => {};
    people.isAway = false;
    await seconds(1);
    expect(ends).toEqual(['FEWER_PERMISSIONS']);
  });

  it('once they have left, nothing is asked', async () => {
    const { leave } = await people.comes('a');
    await seconds(3);
    leave();
    const { asked } = people;
    await seconds(60);
    expect(people.asked).toBe(asked);
  });
});
