import { expect, it } from '@jest/globals';
import { NextCheck } from './next-check.js';

/** Checks that end when the test says so; each returns what was true when it began. */
function checks() {
  const ends: (() => void)[] = [];
  const began: string[] = [];
  let truth = 'valid';
  const check = () => {
    const seen = truth;
    began.push(seen);
    return new Promise<string>((resolve, reject) =>
      ends.push(() => (seen === 'broken' ? reject(new Error(seen)) : resolve(seen))),
    );
  };
  const settled = () => new Promise((resolve) => setImmediate(resolve));
  return {
    began,
    check,
    become: (next: string) => void (truth = next),
    async end() {
      ends.shift()!();
      await settled();
    },
  };
}

it('a flood of one credential is one check at a time, and no answer is older than its question', async () => {
  const { check, began, become, end } = checks();
  const next = new NextCheck<string>();
  const first = next.run('key', check);
  const flood = Array.from({ length: 1_000 }, () => next.run('key', check));
  expect(began).toEqual(['valid']);
  // Revoked while the first check runs: only whoever came before may see it valid.
  become('revoked');
  await end();
  expect(await first).toBe('valid');
  expect(began).toEqual(['valid', 'revoked']);
  const late = next.run('key', check);
  become('valid again');
  await end();
  expect(new Set(await Promise.all(flood))).toEqual(new Set(['revoked']));
  await end();
  expect(await late).toBe('valid again');
  expect(began).toHaveLength(3);
});

it('the error of a check is that of those who share it, and the next one is made', async () => {
  const { check, began, become, end } = checks();
  const next = new NextCheck<string>();
  become('broken');
  const first = next.run('key', check);
  const second = next.run('key', check);
  const third = next.run('key', check);
  const failed = [first, second, third].map((each) => expect(each).rejects.toThrow('broken'));
  await end();
  await end();
  await Promise.all(failed);
  expect(began).toHaveLength(2);
  become('valid');
  const after = next.run('key', check);
  await end();
  expect(await after).toBe('valid');
});

it('others do not wait', async () => {
  const { check, began, end } = checks();
  const next = new NextCheck<string>();
  void next.run('one', check);
  const other = next.run('other', check);
  expect(began).toHaveLength(2);
  await end();
  await end();
  expect(await other).toBe('valid');
});
