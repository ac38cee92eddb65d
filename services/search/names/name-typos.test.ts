import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isLikeSaint, soundOf, typosOf } from './name-typos.js';

const letters = fc.string({ unit: fc.constantFrom(...'abcdefghijklmnopqrst'), minLength: 4, maxLength: 9 });
const meet = (a: string, b: string) => typosOf(a).some((one) => typosOf(b).includes(one));

describe('typosOf', () => {
  it('meet for names that differ by one letter missing, added, wrong or swapped', () => {
    fc.assert(
      fc.property(letters, fc.nat(), (name, random) => {
        const at = random % (name.length - 1);
        const before = name.slice(0, at);
        const missing = before + name.slice(at + 1);
        const added = `${before}z${name.slice(at)}`;
        const wrong = `${before}z${name.slice(at + 1)}`;
        const swapped = before + name[at + 1]! + name[at]! + name.slice(at + 2);
        for (const other of [missing, added, wrong, swapped]) expect(meet(name, other)).toBe(true);
      }),
    );
  });

  it('are few, and none for very short and long names', () => {
    expect(typosOf('lyon')).toEqual(['lyon', 'yon', 'lon', 'lyn', 'lyo']);
    expect(typosOf('eu')).toEqual([]);
    expect(typosOf('boulognebillancourt')).toEqual([]);
  });

  it('leave "saint" whole, so that longer names have some', () => {
    expect(typosOf('saintdenis')).toContain('5deni');
    expect(meet('saintgermain', 'saintegermain')).toBe(true);
    expect(meet('saintdenis', 'saintdizier')).toBe(false);
  });
});

describe('isLikeSaint', () => {
  it.each(['sanit', 'siant', 'sait', 'ssaint', 'sante', 'saimt'])('%s is', (word) =>
    expect(isLikeSaint(word)).toBe(true),
  );
  it.each(['san', 'mont', 'sous', 'savigny', 'sens', ''])('%s is not', (word) =>
    expect(isLikeSaint(word)).toBe(false),
  );
});

describe('soundOf', () => {
  it.each([
    ['carcassonne', 'carquassonne'],
    ['bordeaux', 'bordo'],
    ['riquewihr', 'rickewir'],
    ['besancon', 'bezancon'],
    ['mulhouse', 'mulouse'],
    ['dunkerque', 'dunkerk'],
    ['compiegne', 'conpiegne'],
    ['saintetienne', 'sainteetienne'],
  ])('%s and %s sound alike, or nearly', (name, spelled) => {
    const [a, b] = [soundOf(name), soundOf(spelled)];
    expect(a === b || meet(a, b)).toBe(true);
  });
});
