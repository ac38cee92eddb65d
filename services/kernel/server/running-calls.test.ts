import { expect, it } from '@jest/globals';
import { RunningCalls } from './running-calls.js';

it('a close waits for the calls that run, failed ones too', async () => {
  const calls = new RunningCalls();
  const ended: string[] = [];
  let [finish, fail] = [() => {}, () => {}];
  const slow = calls.run(async () => {
    await new Promise<void>((resolve) => (finish = resolve));
    ended.push('slow');
  });
  const failing = calls.run(async () => {
    await new Promise<void>((resolve) => (fail = resolve));
    ended.push('failing');
    throw new Error('failed');
  });
  const closed = calls.close(10_000).then((left) => ended.push(`closed, ${left} left`));
  expect(calls.isClosing).toBe(true);
  fail();
  await expect(failing).rejects.toThrow('failed');
  finish();
  await slow;
  await closed;
  expect(ended).toEqual(['failing', 'slow', 'closed, 0 left']);
});

it('a close without calls is done at once', async () => {
  const calls = new RunningCalls();
  expect(await calls.run(async () => 1)).toBe(1);
  expect(await calls.close(10_000)).toBe(0);
});

it('a close waits no longer than the grace period', async () => {
  const calls = new RunningCalls();
  let release = () => {};
  const endless = calls.run(() => new Promise<void>((resolve) => (release = resolve)));
  expect(await calls.close(20)).toBe(1);
  release();
  await endless;
});
