import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { Turns } from './turns.js';

const never = new AbortController().signal;

test('a client runs as many operations as it may; the others wait for their turn, in order', async () => {
  const turns = new Turns({ maxRunning: 2, maxWaiting: 10 });
  const ends = [turns.take('a', never), turns.take('a', never)] as (() => void)[];
  expect(ends.every((end) => typeof end === 'function')).toBe(true);
  const started: number[] = [];
  const waiting = [0, 1, 2].map(async (number) => {
    const end = await turns.take('a', never);
    started.push(number);
    return end;
  });
  // Another client does not wait.
  expect(typeof turns.take('b', never)).toBe('function');
  expect(started).toEqual([]);
  ends[0]!();
  // Ending a turn twice gives one.
  ends[0]!();
  const first = await waiting[0]!;
  await new Promise(setImmediate);
  expect(started).toEqual([0]);
  ends[1]!();
  first();
  await Promise.all(waiting);
  expect(started).toEqual([0, 1, 2]);
});

test('more than may wait are refused, and one that leaves makes room', async () => {
  const turns = new Turns({ maxRunning: 1, maxWaiting: 1 });
  const end = turns.take('a', never) as () => void;
  const leaving = new AbortController();
  const left = Promise.resolve(turns.take('a', leaving.signal));
  expect(() => turns.take('a', never)).toThrow(
    expect.objectContaining({
      extensions: expect.objectContaining({ code: 'RATE_LIMITED', limit: 'operations' }),
    }),
  );
  leaving.abort(new Error('gone'));
  await expect(left).rejects.toThrow('gone');
  const next = turns.take('a', never);
  end();
  expect(typeof (await next)).toBe('function');
});

test('whatever is taken, left and ended, never more run than may, and nobody waits for nothing', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 4 }),
      fc.array(fc.constantFrom('take', 'end', 'leave'), { maxLength: 80 }),
      async (maxRunning, steps) => {
        const turns = new Turns({ maxRunning, maxWaiting: 1_000 });
        const running: (() => void)[] = [];
        const waiting = new Set<AbortController>();
        for (const step of steps) {
          if (step === 'take') {
            const leave = new AbortController();
            waiting.add(leave);
            void Promise.resolve(turns.take('a', leave.signal)).then(
              (end) => {
                waiting.delete(leave);
                running.push(end);
              },
              () => waiting.delete(leave),
            );
          } else if (step === 'end') running.shift()?.();
          else [...waiting][0]?.abort(new Error('left'));
          await new Promise(setImmediate);
          expect(running.length).toBeLessThanOrEqual(maxRunning);
          if (running.length < maxRunning) expect(waiting.size).toBe(0);
        }
      },
    ),
    { numRuns: 50 },
  );
});
